// What an operator types about the tokens of people, and why something was refused (docs/reference/cli.md).
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { askForTokens, signInToApp } from '../../harness/app-sign-in.ts';
import { addPerson, alice, bob } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const CALLBACK = 'https://web.example/cb';
let cardea: RunningCardea;
let web: AddedClient;
let other: AddedClient;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  for (const person of [alice, bob]) await addPerson(cardea, person);
  const app = { grants: ['authorization_code'], scope: 'openid', redirectUris: [CALLBACK] };
  web = await addClient(cardea, { name: 'web', ...app });
  other = await addClient(cardea, { name: 'other', ...app });
});
afterAll(() => cardea.stop());

interface Listed {
  readonly id: string;
  readonly client_id: string;
  readonly sub: string;
  readonly state: string;
}

const json = async <T>(words: readonly string[]): Promise<T> =>
  JSON.parse((await cardea.cli([...words, '--json'])).stdout);
const list = (...words: string[]): Promise<readonly Listed[]> => json(['tokens', 'ls', ...words]);
const tokenOf = async (client: AddedClient, person = alice): Promise<string> =>
  (await signInToApp(cardea, { client, redirectUri: CALLBACK, person })).tokens.access_token;
const isTaken = async (token: string): Promise<boolean> => {
  const answer = await fetch(cardea.endpoint('userinfo'), { headers: { authorization: `Bearer ${token}` } });
  return answer.status === 200;
};

describe('cardea tokens', () => {
  test('lists the tokens of a person and of a client, and shows one by its id and by itself, never the token', async () => {
    const [mine, his] = [await tokenOf(web), await tokenOf(web, bob)];
    const ofAlice = await list('--user', alice.username);
    expect(ofAlice).toMatchObject([{ client_id: web.clientId, state: 'live' }]);
    expect(await list('--client', web.clientId)).toHaveLength(2);
    expect(await list('--user', bob.email, '--client', other.clientId)).toEqual([]);
    const shown = await cardea.cli(['tokens', 'show', '-'], { stdin: mine });
    expect(shown.stdout).toContain(ofAlice[0]?.id ?? 'an id');
    const table = await cardea.cli(['tokens', 'ls', '--user', alice.username]);
    for (const { stdout, stderr } of [shown, table])
      for (const token of [mine, his]) expect(stdout + stderr).not.toContain(token);
    expect(await json<Listed>(['tokens', 'show', ofAlice[0]?.id ?? ''])).toEqual(ofAlice[0] as Listed);
  });

  test('rm ends one, revoke those of a person at a client, or all of either; nobody else’s', async () => {
    const [one, two, far, his] = [
      await tokenOf(web),
      await tokenOf(web),
      await tokenOf(other),
      await tokenOf(web, bob),
    ];
    await cardea.cli(['tokens', 'rm', '-'], { stdin: one });
    expect(await Promise.all([one, two, far, his].map(isTaken))).toEqual([false, true, true, true]);
    await cardea.cli(['tokens', 'revoke', '--user', alice.username, '--client', web.clientId, '--yes']);
    expect(await Promise.all([two, far, his].map(isTaken))).toEqual([false, true, true]);
    await cardea.cli(['tokens', 'revoke', '--user', alice.username, '--yes']);
    expect(await Promise.all([far, his].map(isTaken))).toEqual([false, true]);
    await cardea.cli(['tokens', 'revoke', '--client', web.clientId, '--yes']);
    expect(await isTaken(his)).toBe(false);
    const ended = await list('--user', alice.username, '--ended');
    expect(ended.every(({ state }) => state === 'revoked')).toBe(true);
    const entries = await json<readonly { readonly action: string }[]>(['audit', 'ls']);
    expect(entries.slice(0, 4).map(({ action }) => action)).toEqual([
      'access_tokens.revoked',
      'authorizations.revoked',
      'authorizations.revoked',
      'access_token.revoked',
    ]);
  });

  test.each([
    [['revoke', '--yes'], 2, 'whose tokens'],
    [['revoke', '--user', 'nobody', '--yes'], 1, 'no such user'],
    [['revoke', '--client', 'nobody', '--yes'], 1, 'no such client'],
    [['revoke', '--user', alice.username], 2, 'nobody to ask'],
    [['ls', '--user', 'nobody'], 1, 'no such user'],
    [['show', 'nothing'], 1, 'no such access token'],
    [['rm', 'nothing'], 1, 'no such access token'],
  ] as const)('cardea tokens %j is refused, and nothing ends', async (words, exitCode, said) => {
    const token = await tokenOf(web);
    const { stdout, stderr } = await cardea.cli(['tokens', ...words], { exitCodes: [exitCode] });
    expect([stdout, stderr.includes(said)]).toEqual(['', true]);
    expect(await isTaken(token)).toBe(true);
  });
});

test('cardea explain token tells what would come of a request, and writes nothing', async () => {
  const before = await json<readonly unknown[]>(['audit', 'ls', '--limit', '1']);
  const words = ['explain', 'token', web.clientId, '--parameter', 'grant_type=client_credentials'];
  const told = await cardea.cli(words);
  expect(told.stdout).toContain('grant');
  expect(JSON.stringify(await json<unknown>(words))).toContain('unauthorized_client');
  expect(await json<readonly unknown[]>(['audit', 'ls', '--limit', '1'])).toEqual(before);
  const refused = await askForTokens(cardea, web, { grant_type: 'client_credentials' });
  expect(((await refused.json()) as { readonly error: string }).error).toBe('unauthorized_client');
});
