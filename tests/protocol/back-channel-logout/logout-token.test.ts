import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import * as jose from 'jose';
import { askForTokens, claimsOf, signInToApp } from '../../harness/app-sign-in.ts';
import type { HttpBrowser } from '../../harness/http-browser.ts';
import { type LogoutReceiver, type ReceivedToken, startLogoutReceiver } from '../../harness/logout-receiver.ts';
import { addPerson, alice, bob } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example/cb';
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

let cardea: RunningCardea;
let receiver: LogoutReceiver;

const register = (application: string, words: readonly string[] = []): Promise<AddedClient> =>
  addClient(cardea, {
    name: application,
    grants: ['authorization_code', 'refresh_token'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid offline_access',
    words: ['--backchannel-logout-uri', receiver.url(application), ...words],
  });

const signIn = (client: AddedClient, more: Partial<Parameters<typeof signInToApp>[1]> = {}) =>
  signInToApp(cardea, { client, redirectUri: REDIRECT_URI, ...more });

const signOut = (browser: HttpBrowser, hint: string) =>
  browser.send(`${cardea.endpoint('logout')}?${new URLSearchParams({ id_token_hint: hint })}`);

/** The tokens of an application once it has so many. */
const tokensOf = (application: string, count = 1): Promise<readonly ReceivedToken[]> =>
  waitUntil(
    () => {
      const tokens = receiver.of(application);
      return tokens.length >= count && tokens;
    },
    { what: `${application} has ${count} logout tokens`, timeoutMs: 20_000 },
  );

beforeAll(async () => {
  receiver = startLogoutReceiver();
  cardea = await startCardea({
    env: {
      CARDEA_LOGIN_BURST: '1000',
      CARDEA_ALLOW_PRIVATE_LOGOUT_HOSTS: '127.0.0.1',
      CARDEA_SIGNING_ALGORITHMS: 'ES256,RS256',
    },
  });
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
});

afterAll(async () => {
  await cardea.stop();
  receiver[Symbol.dispose]();
});

test('the metadata promises it, with sessions (§2.1)', async () => {
  const response = await fetch(`${cardea.issuer}/.well-known/openid-configuration`);
  const metadata: Readonly<Record<string, unknown>> = await response.json();
  expect(metadata).toMatchObject({
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
  });
});

describe('the logout token (§2.4)', () => {
  test('is signed like the ID tokens of the client, names issuer, person, client and session, and lives two minutes', async () => {
    const client = await register('plain', ['--id-token-alg', 'RS256']);
    const { browser, tokens, sid, sub } = await signIn(client);
    await signOut(browser, tokens.id_token);
    const [first] = await tokensOf('plain');
    const { token = '', request } = first ?? {};
    const keys = jose.createRemoteJWKSet(new URL(`${cardea.issuer}/.well-known/jwks.json`));
    const { payload, protectedHeader } = await jose.jwtVerify(token, keys, {
      issuer: cardea.issuer,
      audience: client.clientId,
      typ: 'logout+jwt',
    });
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'logout+jwt', kid: expect.any(String) });
    expect(payload).toEqual({
      iss: cardea.issuer,
      sub: String(sub),
      aud: client.clientId,
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 120,
      jti: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
      events: { [EVENT]: {} },
      sid,
    });
    expect(request).toMatchObject({ method: 'POST', contentType: 'application/x-www-form-urlencoded' });
    expect(request?.body).toBe(`logout_token=${token}`);
  });

  test('names a person of a pairwise client as that client knows them', async () => {
    const client = await register('pairwise', ['--subject-type', 'pairwise']);
    const { browser, tokens, sub } = await signIn(client);
    await signOut(browser, tokens.id_token);
    const [first] = await tokensOf('pairwise');
    expect(first?.claims.sub).toBe(sub);
    const account = (await cardea.cli(['users', 'show', 'alice', '--json'])).json<{ id: string }>();
    expect(sub).not.toBe(account.id);
    expect(first?.token).not.toContain(account.id);
  });

  test('is no ID token: it opens nothing as a hint, neither at the authorization nor at the logout endpoint', async () => {
    const client = await register('confused');
    const { browser, tokens } = await signIn(client);
    await signOut(browser, tokens.id_token);
    const [first] = await tokensOf('confused');
    const again = await signIn(client);
    const asked = await signOut(again.browser, first?.token ?? '');
    expect(new URL(asked.location ?? '').search).toBe('');
    expect((await again.browser.open(asked.location ?? '')).text).toContain('logout-confirm');
  });
});

describe('every client of the session is told, and nobody else', () => {
  test('each once, though several ask at once; those of other sessions and of none are not', async () => {
    const [one, two, elsewhere, never] = [
      await register('one'),
      await register('two'),
      await register('elsewhere'),
      await register('never'),
    ];
    const first = await signIn(one);
    await signIn(two, { browser: first.browser });
    await signIn(one, { browser: first.browser, parameters: { prompt: 'none' } });
    // The same person elsewhere, and another person on the same browser
    await signIn(elsewhere);
    await signIn(elsewhere, { browser: first.browser, person: bob, parameters: { prompt: 'login' } });
    await Promise.all(Array.from({ length: 10 }, () => signOut(first.browser, first.tokens.id_token)));
    const sids = [...(await tokensOf('one')), ...(await tokensOf('two'))].map(({ claims }) => claims.sid);
    expect(sids).toEqual([first.sid, first.sid]);
    // What comes to one later came after anything that was due before it
    const last = await signIn(one);
    await signOut(last.browser, last.tokens.id_token);
    expect((await tokensOf('one', 2)).map(({ claims }) => claims.sid)).toEqual([first.sid, last.sid]);
    expect([receiver.of('two').length, receiver.of('elsewhere'), receiver.of('never'), never.clientId]).toEqual([
      1,
      [],
      [],
      never.clientId,
    ]);
  });

  test('a sign-in without openid has no session to end', async () => {
    const client = await register('no-openid', ['--scope', 'read']);
    const other = await register('openid');
    const { browser, tokens } = await signIn(other);
    const request = { client_id: client.clientId, redirect_uri: REDIRECT_URI, scope: 'read' };
    const plain = await browser.open(
      `${cardea.endpoint('authorize')}?${new URLSearchParams({ response_type: 'code', code_challenge: 'A'.repeat(43), code_challenge_method: 'S256', ...request })}`,
    );
    await browser.submit(plain.forms[0], { answer: 'allow' });
    await signOut(browser, tokens.id_token);
    await tokensOf('openid');
    expect(receiver.of('no-openid')).toEqual([]);
  });

  test('what was granted with offline_access goes on; the rest is revoked (§2.7)', async () => {
    const client = await register('offline');
    const lasting = await signIn(client, { parameters: { scope: 'openid offline_access' } });
    const { browser } = lasting;
    await signOut(browser, lasting.tokens.id_token);
    await tokensOf('offline');
    const { refresh_token = '' } = lasting.tokens;
    const fields = { grant_type: 'refresh_token', refresh_token };
    const refreshed = await askForTokens(cardea, client, fields);
    expect(refreshed.status).toBe(200);
    const { id_token }: { id_token: string } = await refreshed.json();
    expect(claimsOf(id_token).sid).toBe(lasting.sid);
  });
});

describe('whoever ends the session', () => {
  test.each([
    ['a new password', ['users', 'passwd', 'carol', '--generate']],
    ['a lock', ['users', 'mod', 'carol', '--lock']],
    ['switching off', ['users', 'mod', 'carol', '--disable']],
    ['removal', ['users', 'rm', 'carol', '--yes']],
  ])('%s is told too, though the command line did it', async (name, words) => {
    const person = { username: 'carol', email: 'carol@people.example', password: 'the carols of the carollers' };
    await addPerson(cardea, person);
    const application = `whoever-${name.replaceAll(' ', '-')}`;
    const client = await register(application);
    const { sid, sub } = await signIn(client, { person });
    await cardea.cli(words);
    const [first] = await tokensOf(application);
    expect([first?.claims.sid, first?.claims.sub]).toEqual([sid, sub]);
    if (name !== 'removal') await cardea.cli(['users', 'rm', 'carol', '--yes']);
  });
});
