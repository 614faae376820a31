import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { submitConsent } from '../harness/authorization.ts';
import { addDevice, browserAtDeviceConsent } from '../harness/devices.ts';
import { createMovedClock, type MovedClock } from '../harness/moved-clock.ts';
import { bearer, send } from '../harness/oauth.ts';
import { addPerson, alice } from '../harness/people.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { OidcAgent, type RunningCommand } from './peers/oidc-agent.ts';

// Debian's oidc-agent: it keeps tokens for the programs of a shell as ssh-agent keeps keys
setDefaultTimeout(60_000);

const SCOPE = 'openid profile offline_access';
const HOUR_SECONDS = 3600;

let clock: MovedClock;
let cardea: RunningCardea;
let agent: OidcAgent;

beforeAll(async () => {
  clock = await createMovedClock();
  const env = { ...clock.env, CARDEA_DEMO: 'false', CARDEA_DEVICE_INTERVAL: '1s', CARDEA_REGISTRATION: 'open' };
  cardea = await startCardea({ env });
  await addPerson(cardea, alice);
  agent = await OidcAgent.start();
});
afterAll(async () => {
  await agent?.[Symbol.asyncDispose]();
  await cardea?.stop();
  await clock?.[Symbol.asyncDispose]();
});

const unattended = ['--prompt=none', '--confirm-default', '--no-url-call', '--pw-env=PASSPHRASE'];
const generate = (name: string, ...words: readonly string[]): RunningCommand =>
  agent.command(
    'oidc-gen',
    name,
    `--iss=${cardea.issuer}`,
    `--scope=${SCOPE}`,
    '--flow=device',
    ...unattended,
    ...words,
  );

/** The person opens the address that oidc-gen shows, types the code and agrees. */
const allow = async (generating: RunningCommand): Promise<void> => {
  const [, userCode = ''] = await generating.until(/\b([A-Z]{4}-[A-Z]{4})\b/);
  const [verificationUri] = await generating.until(/http:\/\/\S+\/device\b/);
  const { browser, page } = await browserAtDeviceConsent(cardea, { verificationUri, userCode });
  await browser.follow(await submitConsent(browser, page, 'allow'));
};

const tokenOf = async (name: string, ...words: readonly string[]): Promise<string> => {
  const { exitCode, stdout, stderr } = await agent.run('oidc-token', name, ...words);
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout.trim();
};

const nameFor = async (token: string): Promise<unknown> => {
  const { status, json } = await send(cardea.endpoint('userinfo'), { headers: bearer(token) });
  return status === 200 ? json.preferred_username : status;
};

test('registers itself and gets tokens as a device (RFC 7591, RFC 8628)', async () => {
  // It calls itself a web application; of its usual redirect URIs one has a scheme that only native ones may have
  const generating = generate('itself', '--redirect-uri=http://localhost:4242');
  await allow(generating);
  expect(await generating.ended).toMatchObject({ exitCode: 0 });
  const token = await tokenOf('itself');
  expect(token).toMatch(/^cda_at_/);
  expect(await nameFor(token)).toBe(alice.username);
  const { stdout } = await cardea.cli(['clients', 'ls', '--json']);
  const registered = JSON.parse(stdout).map((client: { readonly client_name: string }) => client.client_name);
  expect(registered).toContainEqual(expect.stringMatching(/^oidc-agent:itself/));
});

test('is a client that the operator registered, and fetches a fresh token when the old one has ended', async () => {
  const client = await addDevice(cardea, { name: 'Shell', scope: SCOPE, authMethod: 'client_secret_basic' });
  const generating = generate('shell', `--client-id=${client.clientId}`, `--client-secret=${client.clientSecret}`);
  await allow(generating);
  expect(await generating.ended).toMatchObject({ exitCode: 0 });
  const first = await tokenOf('shell');
  expect(await nameFor(first)).toBe(alice.username);
  await clock.advance(HOUR_SECONDS + 1);
  expect(await nameFor(first)).toBe(401);
  const second = await tokenOf('shell', '--force-new');
  expect(second).not.toBe(first);
  expect(await nameFor(second)).toBe(alice.username);
});

test('keeps its account on disk, encrypted: a new token comes after it was forgotten and read again', async () => {
  expect(await agent.run('oidc-add', '--remove', 'itself')).toMatchObject({ exitCode: 0 });
  expect((await agent.run('oidc-token', 'itself')).exitCode).not.toBe(0);
  expect(await agent.run('oidc-add', '--pw-env=PASSPHRASE', 'itself')).toMatchObject({ exitCode: 0 });
  expect(await nameFor(await tokenOf('itself'))).toBe(alice.username);
});

test('gets nothing more once the person has taken it back', async () => {
  expect(await nameFor(await tokenOf('itself'))).toBe(alice.username);
  await cardea.cli(['users', 'mod', alice.username, '--lock']);
  const { exitCode, stdout, stderr } = await agent.run('oidc-token', 'itself', '--force-new');
  expect([exitCode === 0, stdout]).toEqual([false, '']);
  expect(stderr).toContain('invalid_grant');
});
