// S108, S111 through the public door: what is looked for, cursors, and two who change the same
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { bearer, obtainToken, postJson, type Reply, send } from '../../harness/oauth.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
let cardea: RunningCardea;
let token: Readonly<Record<string, string>>;
let lists: readonly string[];

const call = (path: string, input: unknown): Promise<Reply> =>
  send(`${cardea.issuer}${path}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers: token });
const at = (procedure: string): string => `/admin/trpc/${procedure}`;

interface Listed {
  readonly items: readonly { readonly id: string }[];
  readonly nextCursor?: string;
}
const answered = ({ text }: Reply): Listed => JSON.parse(text).result.data;
const problem = ({ json }: Reply) =>
  (json as { error?: { data?: { problem?: { code: string } } } }).error?.data?.problem?.code;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  await addPerson(cardea, alice);
  for (const name of ['first', 'second', 'third', '100% "quoted"']) await addClient(cardea, { name, scope: 'a' });
  token = bearer(await obtainToken(cardea, await addClient(cardea, { name: 'admin', scope: 'admin:*' })));
  const { json } = await send(`${cardea.issuer}/admin/openapi.json`);
  const { schemas } = json.components as {
    readonly schemas: Readonly<Record<string, { readonly properties?: Readonly<Record<string, unknown>> }>>;
  };
  lists = Object.entries(schemas)
    .filter(([name, { properties = {} }]) => name.endsWith('.input') && 'cursor' in properties && 'limit' in properties)
    .map(([name]) => at(name.replace('.input', '')));
});
afterAll(() => cardea.stop());

const HOSTILE = [
  'id"; DROP TABLE clients;--',
  "' OR 1=1",
  '__proto__',
  '%',
  '_',
  '\0',
  '\u{1F600}',
  '$.id',
  '\\',
  '*"',
];

describe('what is looked for (S108)', () => {
  test('is no SQL, no wildcard and no fault, in any list', async () => {
    expect(lists.length).toBeGreaterThan(8);
    const before = answered(await call(at('clients.list'), {})).items.length;
    for (const path of lists)
      for (const search of HOSTILE) {
        const { status } = await call(path, { search });
        expect([path, search, [200, 400].includes(status)]).toEqual([path, search, true]);
      }
    expect(answered(await call(at('clients.list'), { search: '%' })).items).toEqual([]);
    expect(answered(await call(at('clients.list'), {})).items.length).toBe(before);
  });

  test.each([
    { orderBy: 'name' },
    { filter: { name: 'x' } },
    { __proto__x: 1 },
    { limit: 0 },
    { limit: 1e9 },
    { cursor: 7 },
  ])('has no other words: %j is refused by every list', async (input) => {
    for (const path of lists) expect([path, (await call(path, input)).status]).toEqual([path, 400]);
  });
});

describe('a cursor (S108)', () => {
  test('made up, altered, of another list or of another search is refused, and its own goes on', async () => {
    const first = answered(await call(at('clients.list'), { limit: 2 }));
    const cursor = first.nextCursor ?? '';
    expect([first.items.length, cursor.length > 0]).toEqual([2, true]);
    const flipped = cursor.slice(0, -2) + (cursor.at(-2) === 'A' ? 'B' : 'A') + cursor.slice(-1);
    for (const path of lists)
      for (const forged of [
        'x',
        btoa('{"after":"a"}'),
        flipped,
        `${cursor}A`,
        path === at('clients.list') ? '.' : cursor,
      ]) {
        const refused = await call(path, { limit: 2, cursor: forged });
        expect([path, forged, refused.status]).toEqual([path, forged, 400]);
      }
    expect((await call(at('clients.list'), { limit: 2, cursor, search: 'first' })).status).toBe(400);
    const second = answered(await call(at('clients.list'), { limit: 2, cursor }));
    expect(second.items).toHaveLength(2);
    expect(second.items.filter(({ id }) => first.items.some((each) => each.id === id))).toEqual([]);
  });
});

describe('two who change the same at once (S111)', () => {
  test('one is told of the conflict; absent keeps, and null opens nothing', async () => {
    const client = await addClient(cardea, {
      name: 'shared',
      scope: 'a b',
      redirectUris: ['https://a.example/cb'],
      grants: ['authorization_code'],
    });
    const modify = (input: object) =>
      postJson(`${cardea.issuer}${at('clients.modify')}`, { id: client.clientId, ...input }, token);
    const shown = async (): Promise<{ readonly version: number; readonly [field: string]: unknown }> =>
      JSON.parse((await call(at('clients.show'), { id: client.clientId })).text).result.data;
    const before = await shown();
    const both = await Promise.all(['one', 'two'].map((name) => modify({ name, version: before.version })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.map(problem)).toContain('client.conflict');
    const after = await shown();
    expect(after).toEqual({ ...before, name: after.name, version: before.version + 1, updatedAt: after.updatedAt });
    for (const unsafe of [{ redirectUris: null }, { grants: null }, { requirePkce: null }, { scopes: null }]) {
      expect((await modify({ ...unsafe, version: after.version })).status).toBe(400);
    }
    expect(await shown()).toEqual(after);
  });
});
