import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { assertionForm, type ClientKey, createClientKey, signAssertion } from '../../harness/assertions.ts';
import { tracesIn } from '../../harness/beside.ts';
import { expectRefusal } from '../../harness/expect-refusal.ts';
import { post } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const secrets = createSecretWatch();
let connections = 0;
let listeners: readonly { readonly port: number; stop(closeNow: boolean): void }[] = [];
let cardea: RunningCardea;
let key: AddedClient;
let pair: ClientKey;

const modify = (words: readonly string[], stdin = '') =>
  cardea.cli(['clients', 'mod', key.clientId, ...words, '--json'], { stdin, exitCodes: [0, 1, 2] });
/** Whether the registration refuses the URL; nothing is written then. */
const isRefusedAtOnce = async (url: string): Promise<boolean> => {
  const before = tracesIn(cardea);
  const { exitCode } = await modify(['--jwks-uri', url]);
  if (exitCode !== 0) expect(tracesIn(cardea)).toEqual(before);
  return exitCode !== 0;
};
const authenticate = async (): Promise<string> => {
  const target = { clientId: key.clientId, audience: cardea.issuer };
  const assertion = secrets.keep(await signAssertion(pair, target));
  const { json } = await expectRefusal(cardea, () => post(cardea.endpoint('token'), assertionForm(assertion)), {
    status: 401,
    error: 'invalid_client',
  });
  return String(json.error_description);
};

beforeAll(async () => {
  const listen = (hostname: string, port: number) =>
    Bun.listen({
      hostname,
      port,
      socket: {
        open: (socket) => {
          connections += 1;
          socket.end();
        },
        data: () => undefined,
      },
    });
  const first = listen('127.0.0.1', 0);
  listeners = [first, listen('::1', first.port)];
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false', CARDEA_CREDENTIAL_BURST: '100000' } });
  pair = await createClientKey('ES256', 'key');
  key = await addClient(cardea, { name: 'KEY', authMethod: 'private_key_jwt', scope: 'a', keys: [pair.publicJwk] });
});

afterAll(async () => {
  await secrets.stop(cardea);
  for (const listener of listeners) listener.stop(true);
  expect(connections).toBe(0);
});

describe('S081: a jwks_uri that leads inside', () => {
  test('is refused at registration where it is no plain https URL', async () => {
    for (const url of [
      'http://keys.example.com/',
      'file:///etc/passwd',
      'gopher://127.0.0.1:70/',
      'ftp://keys.example.com/',
      'data:application/json,{"keys":[]}',
      'javascript:1',
      'https://user:password@keys.example.com/',
      'https://keys.example.com/#fragment',
      '//keys.example.com/',
      'keys.example.com',
      '',
    ])
      expect(await isRefusedAtOnce(url)).toBe(true);
  });

  test('is never connected to: the client is not authenticated, in the same words for open and closed ports', async () => {
    const [open = 0] = listeners.map(({ port }) => port);
    const descriptions = new Set<string>();
    for (const host of [
      '127.0.0.1',
      '127.1',
      '0.0.0.0',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '169.254.169.254',
      '10.0.0.1',
      '2130706433',
      '0177.0.0.1',
      '0x7f.1',
      'localhost',
      'localhost.',
      'x.localhost',
      'metadata.google.internal',
      '[fd00::1]',
      '[64:ff9b::7f00:1]',
    ]) {
      if (await isRefusedAtOnce(`https://${host}:${open}/keys.json`)) continue;
      descriptions.add(await authenticate());
    }
    await modify(['--jwks-uri', 'https://127.0.0.1:1/keys.json']);
    descriptions.add(await authenticate());
    expect([...descriptions]).toEqual(['Client authentication failed']);
    expect(connections).toBe(0);
  });

  test('leaves the client usable once it has its own keys again', async () => {
    const { exitCode } = await modify(['--jwks', '-'], JSON.stringify({ keys: [pair.publicJwk] }));
    expect(exitCode).toBe(0);
    const target = { clientId: key.clientId, audience: cardea.issuer };
    expect((await post(cardea.endpoint('token'), assertionForm(await signAssertion(pair, target)))).status).toBe(200);
  });
});

describe('S048: keys that cannot be registered', () => {
  test('two with one kid, private, symmetric, weak, for encryption, of an unknown curve, none, too many', async () => {
    const rsa = await createClientKey('RS256', 'rsa');
    const { publicJwk } = pair;
    for (const keys of [
      [publicJwk, { ...rsa.publicJwk, kid: 'key' }],
      [{ kty: 'oct', k: Buffer.from('x'.repeat(64)).toString('base64url') }],
      [{ ...publicJwk, d: 'x' }],
      [{ ...rsa.publicJwk, n: String(rsa.publicJwk.n).slice(0, 171) }],
      [{ kty: 'EC', crv: 'secp256k1', x: 'x', y: 'y' }],
      [{ ...publicJwk, use: 'enc' }],
      [{ ...publicJwk, kid: 7 }],
      [{ kty: 'EC', crv: 'P-256', x: 'x' }],
      [],
      Array.from({ length: 21 }, (_, index) => ({ ...publicJwk, kid: String(index) })),
    ]) {
      const before = tracesIn(cardea);
      const { exitCode } = await modify(['--jwks', '-'], JSON.stringify({ keys }));
      expect(exitCode).toBe(1);
      expect(tracesIn(cardea)).toEqual(before);
    }
  });

  test('an EC point that is not on its curve proves nothing', async () => {
    const { x } = pair.publicJwk;
    const { exitCode } = await modify(['--jwks', '-'], JSON.stringify({ keys: [{ ...pair.publicJwk, y: x }] }));
    if (exitCode === 0) await authenticate();
    await modify(['--jwks', '-'], JSON.stringify({ keys: [pair.publicJwk] }));
  });
});
