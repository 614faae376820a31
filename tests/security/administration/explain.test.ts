import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { authorizationUrl } from '../../harness/authorization.ts';
import { as, basic, bearer, obtainToken, post, postJson, send } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';

setDefaultTimeout(60_000);
const CALLBACK = 'https://web.example/cb';
let cardea: RunningCardea;
let machine: AddedClient;
let web: AddedClient;

interface Explanation {
  readonly requestId: string;
  readonly code: string;
  readonly clientId?: string;
  readonly endpoint: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly checks: readonly { readonly check: string; readonly outcome: string }[];
}

/** What the command line tells of requests, once all of it is written. */
const explainedAll = (requestIds: readonly (string | null)[]): Promise<readonly Explanation[]> =>
  waitUntil(
    async () => {
      const { stdout } = await cardea.cli(['explain', 'ls', '--limit', '1000', '--json']);
      const byRequest = new Map((JSON.parse(stdout) as readonly Explanation[]).map((one) => [one.requestId, one]));
      const found = requestIds.flatMap((id) => byRequest.get(String(id)) ?? []);
      return found.length === requestIds.length && found;
    },
    { what: 'the refusals are written', timeoutMs: 20_000 },
  );

/** The same of one request. */
const explained = async (requestId: string | null): Promise<Explanation> => {
  await explainedAll([requestId]);
  const { stdout } = await cardea.cli(['explain', 'show', String(requestId), '--json']);
  return JSON.parse(stdout) as Explanation;
};

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  machine = await addClient(cardea, { name: 'machine', scope: 'read' });
  web = await addClient(cardea, {
    name: 'web',
    grants: ['authorization_code'],
    scope: 'openid read',
    redirectUris: [CALLBACK],
  });
});

afterAll(() => cardea.stop());

/** Faults of a request, in the order in which the table of checks has them; each is a change of a good request. */
interface Fault<Request> {
  readonly check: string;
  readonly make: (request: Request) => Request;
}

interface TokenRequest {
  readonly form: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

const withForm =
  (changes: Readonly<Record<string, string>>) =>
  (request: TokenRequest): TokenRequest => ({ ...request, form: { ...request.form, ...changes } });

describe('the order of the checks is the order in which they are made', () => {
  test('at the token endpoint: of two faults the first of the table is refused', async () => {
    const faults: readonly Fault<TokenRequest>[] = [
      { check: 'clientNamed', make: withForm({ client_secret: 'both' }) },
      {
        check: 'clientProof',
        make: (request) => ({ ...request, headers: basic(machine.clientId, 'wrong') }),
      },
      { check: 'grantRegistered', make: withForm({ grant_type: 'refresh_token' }) },
      { check: 'parameters', make: withForm({ expires_in: 'soon' }) },
      { check: 'targetForm', make: withForm({ resource: 'no uri' }) },
      { check: 'scopeForm', make: withForm({ scope: '"' }) },
    ];
    const good = { form: { grant_type: 'client_credentials' }, headers: as(machine) };
    const asked: (readonly [string, string | null])[] = [];
    for (const [index, first] of faults.entries()) {
      for (const second of [undefined, ...faults.slice(index + 1)]) {
        const { form, headers } = first.make(second?.make(good) ?? good);
        const { status, headers: answered } = await post(cardea.endpoint('token'), form, headers);
        expect(status).toBeGreaterThanOrEqual(400);
        asked.push([first.check, answered.get('x-request-id')]);
      }
    }
    const told = await explainedAll(asked.map(([, requestId]) => requestId));
    for (const [index, { checks, endpoint }] of told.entries()) {
      expect(endpoint).toBe('token');
      expect(checks.filter(({ outcome }) => outcome === 'failed').map((one) => one.check)).toEqual([
        asked[index]?.[0] ?? '',
      ]);
    }
  });

  test('at the authorization endpoint, also where the client is told by redirect', async () => {
    const good = { client_id: web.clientId, redirect_uri: CALLBACK, scope: 'openid' };
    const faults: readonly (readonly [string, Readonly<Record<string, string | undefined>>])[] = [
      ['authorizeClient', { client_id: 'nobody' }],
      ['redirectUri', { redirect_uri: 'https://evil.example/cb' }],
      ['authorizeLengths', { nonce: 'n'.repeat(3000) }],
      ['responseType', { response_type: 'token' }],
      ['pkce', { code_challenge_method: 'plain' }],
      ['scopeAllowed', { scope: 'openid admin' }],
      ['targetForm', { resource: 'no uri' }],
      ['authorizeValues', { prompt: 'none login' }],
    ];
    for (const [index, [, fault]] of faults.entries()) {
      for (const [, other] of [['', {}] as const, ...faults.slice(index + 1)]) {
        const url = authorizationUrl(cardea, { ...good, ...other, ...fault });
        const { status } = await send(url, { redirect: 'manual' });
        expect([303, 400]).toContain(status);
      }
    }
    const expected = Object.fromEntries(faults.map(([check], index) => [check, faults.length - index]));
    await waitUntil(
      async () => {
        const listed = await cardea.cli(['explain', 'ls', '--endpoint', 'authorize', '--limit', '1000', '--json']);
        const refusals = JSON.parse(listed.stdout) as readonly Explanation[];
        const failed = refusals.flatMap(({ checks }) => checks.filter(({ outcome }) => outcome === 'failed'));
        return Bun.deepEquals(
          Object.fromEntries(faults.map(([name]) => [name, failed.filter(({ check }) => check === name).length])),
          expected,
        );
      },
      { what: 'each pair of faults is refused by its first', timeoutMs: 20_000 },
    );
  });
});

test('a refusal tells what was registered and what was sent, and never a secret', async () => {
  const refused = await post(
    cardea.endpoint('token'),
    { grant_type: 'client_credentials', scope: 'write' },
    as(machine),
  );
  const told = await explained(refused.headers.get('x-request-id'));
  expect(told).toMatchObject({
    code: 'scope.not_allowed',
    clientId: machine.clientId,
    detail: { requested: ['write'], registered: ['read'], grant: 'client_credentials' },
  });
  const misplaced = await post(
    cardea.endpoint('token'),
    { grant_type: 'client_credentials', client_id: machine.clientSecret },
    {},
  );
  const shown = JSON.stringify(await explained(misplaced.headers.get('x-request-id')));
  expect(shown).not.toContain(machine.clientSecret.slice(-20));
});

test('userinfo and the management are explained too, and whoever reads it needs its scope (S104)', async () => {
  const noToken = await send(`${cardea.issuer}/admin/trpc/explain.recent?input={}`);
  expect(noToken.status).toBe(401);
  const told = await explained(noToken.headers.get('x-request-id'));
  expect(told).toMatchObject({ endpoint: 'admin', code: 'token.missing' });
  const reader = await addClient(cardea, { name: 'reader', scope: 'admin:explain:read admin:audit:read' });
  const at = (scope: string) => async () => {
    const token = bearer(await obtainToken(cardea, reader, { scope }));
    return (await send(`${cardea.issuer}/admin/trpc/explain.recent?input={}`, { headers: token })).status;
  };
  expect(await at('admin:explain:read')()).toBe(200);
  expect(await at('admin:audit:read')()).toBe(403);
});

test('S107: a dry run takes no credentials, comes by POST alone, and hands out no token', async () => {
  const reader = await addClient(cardea, { name: 'simulator', scope: 'admin:explain:read' });
  const token = bearer(await obtainToken(cardea, reader));
  const at = `${cardea.issuer}/admin/trpc/explain.simulateToken`;
  const ask = (parameters: readonly (readonly string[])[]) =>
    postJson(at, { clientId: machine.clientId, parameters }, token);
  const grant = ['grant_type', 'client_credentials'] as const;
  const granted = await ask([grant]);
  expect([granted.status, granted.text.includes('"granted"')]).toEqual([200, true]);
  expect(granted.text).not.toMatch(/cda_at_|eyJ/);
  for (const wrong of [[['client_secret', machine.clientSecret]], [['a']], [['a', 'b', 'c']], [[grant]]]) {
    const { status } = await ask([grant, ...(wrong as readonly (readonly string[])[])]);
    expect(status).toBe(400);
  }
  for (const hostile of ['__proto__', '\u0000', '"\'%', '😀']) {
    const { status, text } = await ask([grant, ['scope', hostile], [hostile, hostile]]);
    expect([status, text.includes('"refused"') || text.includes('"granted"')]).toEqual([200, true]);
  }
  const input = encodeURIComponent(JSON.stringify({ clientId: machine.clientId, parameters: [grant] }));
  expect((await send(`${at}?input=${input}`, { headers: token })).status).toBe(405);
  const typed = await cardea.cli([
    'explain',
    'token',
    machine.clientId,
    '--parameter',
    'grant_type=client_credentials',
  ]);
  expect(typed.stdout).toContain('would be granted');
  const url = authorizationUrl(cardea, { client_id: web.clientId, redirect_uri: CALLBACK, scope: 'openid' });
  expect((await cardea.cli(['explain', 'authorize', url])).stdout).toMatch(/would ask +login/);
});
