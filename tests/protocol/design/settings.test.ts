// Settings that are stored: all servers on a database follow within seconds, and what they announce and do agrees.
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import { startSqld } from '@cardea/testkit';
import { requestToken } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';

setDefaultTimeout(120_000);
/** Five seconds, and the time of a busy machine. */
const BOUND_MS = 20_000;
const cleanup: (() => unknown)[] = [];
let servers: readonly RunningCardea[];
let near: RunningCardea;
let client: AddedClient;

const base = ({ port }: RunningCardea) => `http://127.0.0.1:${port}`;

/** What a server announces, and what it answers to somebody who registers a client. */
const registration = async (server: RunningCardea): Promise<string> => {
  const metadata = await (await fetch(`${base(server)}/.well-known/openid-configuration`)).json();
  const answer = await fetch(`${base(server)}/api/v1/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: 'Stranger', redirect_uris: ['https://app.example/cb'] }),
  });
  await answer.arrayBuffer();
  return `${'registration_endpoint' in metadata ? 'announced' : 'silent'} ${answer.status}`;
};

const everywhere = async <T>(what: string, ask: (server: RunningCardea) => Promise<T>, expected: T): Promise<void> => {
  await waitUntil(async () => (await Promise.all(servers.map(ask))).every((answer) => answer === expected), {
    what,
    timeoutMs: BOUND_MS,
  });
};

const settings = (...words: readonly string[]) => near.cli(['settings', ...words, '--json']);

beforeAll(async () => {
  const sqld = await startSqld();
  cleanup.push(() => sqld.stop());
  const env = {
    ...{ CARDEA_DEMO: 'false', CARDEA_SECRET: randomBytes(32).toString('base64') },
    CARDEA_REFRESH_IDLE: '3d',
    CARDEA_REGISTRATION_BURST: '10000',
  };
  near = await startCardea({ database: sqld.url, env });
  cleanup.push(() => near.stop());
  const far = await startCardea({ database: sqld.url, env: { ...env, CARDEA_ISSUER: near.issuer } });
  cleanup.push(() => far.stop());
  servers = [near, { ...far, endpoint: (name) => `${base(far)}/api/v1/oauth/${name}` }];
  client = await addClient(near, { name: 'client', scope: 'read' });
});
afterAll(async () => {
  for (const stop of cleanup.toReversed()) await stop();
});

describe('a setting that is stored', () => {
  test('opens, narrows and shuts the registration on every server: what is announced is what is answered (RFC 7591 §3)', async () => {
    await everywhere('registration is open in development', registration, 'announced 201');
    await settings('set', 'registration.mode', 'token');
    await everywhere('registration takes a token', registration, 'announced 401');
    await settings('set', 'registration.mode', 'off');
    await everywhere('registration is off', registration, 'silent 404');
    await settings('reset', 'registration.mode');
    await everywhere('registration is as it comes', registration, 'announced 201');
  });

  test('is how long tokens live from then on, and no longer than the most', async () => {
    const lifetime = async (server: RunningCardea) => (await requestToken(server, client)).json.expires_in;
    await everywhere('tokens live an hour', lifetime, 3600);
    await settings('set', 'access_token_ttl', '5m');
    await everywhere('tokens live five minutes', lifetime, 300);
    const refused = await near.cli(['settings', 'set', 'access_token_ttl', '3000d'], { exitCodes: [1] });
    expect(refused.stderr).toContain('CARDEA_MAX_ACCESS_TOKEN_TTL');
    await everywhere('tokens live five minutes', lifetime, 300);
  });

  test('is not taken where the operator has set it, and is in the audit with what it was before', async () => {
    const locked = await near.cli(['settings', 'set', 'refresh_idle', '1d'], { exitCodes: [1] });
    expect(locked.stderr).toContain('CARDEA_REFRESH_IDLE in the environment');
    const { stdout } = await near.cli(['audit', 'ls', '--action', 'setting.changed', '--json']);
    const entries: readonly { readonly target: string; readonly detail: unknown }[] = JSON.parse(stdout);
    expect(entries.map(({ target, detail }) => [target, detail])).toEqual([
      ['access_token_ttl', { after: '5m' }],
      ['registration.mode', { before: 'token', after: 'off' }],
      ['registration.mode', { after: 'token' }],
    ]);
  });
});
