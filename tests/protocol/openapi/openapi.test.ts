import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type DescribedApi, describedApi, isOpenApi } from '../../harness/described-api.ts';
import { bearer, obtainToken, send } from '../../harness/oauth.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
let cardea: RunningCardea;
let url: string;
let document: Readonly<Record<string, unknown>>;
let api: DescribedApi;
let token: Readonly<Record<string, string>>;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  url = `${cardea.issuer}/admin/openapi.json`;
  document = (await send(url)).json;
  api = describedApi(document, url);
  token = bearer(await obtainToken(cardea, await addClient(cardea, { name: 'manager', scope: 'admin:*' })));
});

afterAll(() => cardea.stop());

const problem = (json: unknown) =>
  (json as { error?: { data?: { problem?: { code: string } } } }).error?.data?.problem?.code;
const data = (json: unknown) => (json as { result?: { data?: unknown } }).result?.data;

describe('the description of the management (OpenAPI 3.1)', () => {
  test('is served to everyone as the same bytes, with a tag by which they are asked for once', async () => {
    const first = await send(url);
    expect([first.status, first.headers.get('content-type')]).toEqual([200, 'application/json']);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    for (const tags of [etag, `"other", W/${etag}`, '*']) {
      const again = await send(url, { headers: { 'if-none-match': tags } });
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    }
    const other = await send(url, { headers: { 'if-none-match': '"other"' } });
    expect([other.status, other.text]).toEqual([200, first.text]);
    const head = await send(url, { method: 'HEAD' });
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', etag]);
    const posted = await send(url, { method: 'POST' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  test('is an OpenAPI 3.1 document, down to its schemas', async () => {
    expect(document.openapi).toBe('3.1.1');
    expect(await isOpenApi(document)).toBe(true);
    expect(
      await isOpenApi({ ...document, paths: { '/x': { get: { parameters: [{ name: 'y', in: 'nowhere' }] } } } }),
    ).toBe(false);
    expect(await isOpenApi({ ...document, components: { schemas: { x: { type: 'thing' } } } })).toBe(false);
  });

  test('names the issuer that was configured, and where its tokens come from', () => {
    expect(document.servers).toEqual([{ url: cardea.issuer }]);
    expect(JSON.stringify(document.components)).toContain(`"tokenUrl":"${cardea.endpoint('token')}"`);
  });

  test('a client that knows nothing else registers a client, finds it, changes it and removes it', async () => {
    const added = await api.call('clients.add', { name: 'from the description', id: 'described' }, token);
    expect(added.status).toBe(200);
    const shown = await api.call('clients.show', { id: 'described' }, token);
    const { version } = data(shown.json) as { readonly version: number };
    const changed = await api.call('clients.modify', { id: 'described', version, enabled: false }, token);
    expect(changed.status).toBe(200);
    const lost = await api.call('clients.modify', { id: 'described', version, enabled: true }, token);
    expect([lost.status, problem(lost.json)]).toEqual([409, 'client.conflict']);
    const removed = await api.call('clients.remove', { id: 'described' }, token);
    expect([removed.status, removed.json]).toEqual([200, { result: {} }]);
    const gone = await api.call('clients.show', { id: 'described' }, token);
    expect([gone.status, problem(gone.json)]).toEqual([404, 'client.not_found']);
  });

  test('every query that needs no word from its caller answers what is described', async () => {
    const asked: string[] = [];
    for (const { operationId, method, input } of api.operations) {
      if (method !== 'GET') continue;
      const value = input === undefined ? undefined : {};
      if (!(await api.accepts(operationId, value))) continue;
      expect([operationId, (await api.call(operationId, value, token)).status]).toEqual([operationId, 200]);
      asked.push(operationId);
    }
    expect(asked).toEqual(expect.arrayContaining(['clients.list', 'keys.list', 'audit.search', 'system.status']));
  });

  test('what it does not take, the server refuses; who may not is refused as it says', async () => {
    expect(await api.accepts('clients.add', { name: 'x', surprise: true })).toBe(false);
    const surprising = await api.call('clients.add', { name: 'x', surprise: true }, token);
    expect([surprising.status, problem(surprising.json)]).toEqual([400, 'input.invalid']);
    expect((await api.call('clients.list', {}, {})).status).toBe(401);
    const reader = await addClient(cardea, { name: 'reader', scope: 'admin:users:read' });
    const little = bearer(await obtainToken(cardea, reader));
    const refused = await api.call('clients.list', {}, little);
    expect([refused.status, problem(refused.json)]).toEqual([403, 'authority.scope']);
    expect((await api.call('users.list', {}, little)).status).toBe(200);
    expect(api.operations.find(({ operationId }) => operationId === 'users.list')?.scopes).toEqual([
      'admin:users:read',
    ]);
  });
});
