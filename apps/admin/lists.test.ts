import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { adminFixture, refusalOf } from './admin.fixture.ts';
import { listProcedures } from './procedures/list-procedures.ts';
import { adminRouter } from './router.ts';

type Fixture = Awaited<ReturnType<typeof adminFixture>>;
type Page = { readonly items: readonly unknown[]; readonly nextCursor?: string };

const isPage = (value: unknown): value is Page => typeof value === 'object' && value !== null && 'items' in value;

const called = async ({ admin }: Pick<Fixture, 'admin'>, path: string, input: object): Promise<unknown> => {
  const [area = '', name = ''] = path.split('.');
  const call: unknown = Reflect.get(Object(Reflect.get(admin, area)), name);
  if (typeof call !== 'function') throw new Error(`there is no ${path}`);
  return call(input);
};

/** What a list cannot be asked without. */
const needed: Readonly<Record<string, object>> = { 'grants.list': { user: 'ada' } };
/** Lists of a few rows, which come whole. */
const WHOLE: readonly string[] = ['keys.list'];

const withRows = async (): Promise<Fixture> => {
  const fixture = await adminFixture();
  const { admin } = fixture;
  for (const name of ['a', 'b', 'c']) {
    await admin.clients.add({ name, id: name });
    await admin.users.add({ username: `user-${name}` });
    await admin.resources.add({ uri: `https://${name}.example`, name });
    await admin.scopes.add({ name: `scope-${name}` });
    await admin.tokens.create({ label: name, scopes: [] });
    await admin.registrationTokens.add({ name });
    fixture.clock.advance(1000);
  }
  await admin.users.add({ username: 'ada', email: 'ada@one.example', profile: { name: 'Ada Lovelace' } });
  return fixture;
};

const lists = listProcedures(adminRouter)
  .filter(({ path, output }) => output instanceof z.ZodObject && 'items' in output.shape && !WHOLE.includes(path))
  .map(({ path }) => path);

describe('every list', () => {
  test('is one of these, and a new one joins them', () => {
    expect(lists.toSorted()).toEqual(
      [
        'audit.search',
        'clients.list',
        'explain.recent',
        'grants.list',
        'identityProviders.list',
        'outbox.list',
        'registrationTokens.list',
        'resources.list',
        'scopes.list',
        'sessions.list',
        'settings.list',
        'tokens.list',
        'trustedIssuers.list',
        'users.list',
      ].toSorted(),
    );
  });

  test.each(lists)('%s takes no cursor but its own (S108)', async (path) => {
    const fixture = await withRows();
    const base = needed[path] ?? {};
    const other = path === 'clients.list' ? 'users.list' : 'clients.list';
    const page = await called(fixture, other, { limit: 1 });
    const foreign = isPage(page) ? (page.nextCursor ?? '') : '';
    expect(foreign.length).toBeGreaterThan(20);
    expect(foreign).toMatch(/^[\w.-]+$/);
    const forged = ['', '1', 'AAAA', '{"after":1}', `id"; DROP TABLE users;--`, '__proto__', foreign, 'x'.repeat(4000)];
    for (const cursor of forged)
      expect([cursor, (await refusalOf(called(fixture, path, { ...base, cursor }))).code]).toEqual([
        cursor,
        'list.cursor_invalid',
      ]);
  });

  test.each(lists)('%s asks for a limit from 1 to 1000, and for nothing that it does not know', async (path) => {
    const fixture = await withRows();
    const base = needed[path] ?? {};
    for (const wrong of [
      { limit: 0 },
      { limit: -1 },
      { limit: 1001 },
      { limit: 1.5 },
      { limit: '5' },
      { orderBy: 'id' },
    ])
      expect((await refusalOf(called(fixture, path, { ...base, ...wrong }))).code).toBe('input.invalid');
  });

  test('a cursor that was changed by one bit, or is used with another filter, is refused', async () => {
    const { admin } = await withRows();
    const { nextCursor = '' } = await admin.users.list({ limit: 1, search: 'user' });
    expect((await admin.users.list({ limit: 9, search: 'user', cursor: nextCursor })).items).toHaveLength(2);
    for (const filter of [{}, { search: 'users' }, { search: 'user', state: 'active' }] as const)
      expect((await refusalOf(admin.users.list({ ...filter, cursor: nextCursor }))).code).toBe('list.cursor_invalid');
    for (let index = 0; index < nextCursor.length - 1; index += 7) {
      const flipped = `${nextCursor.slice(0, index)}${nextCursor[index] === 'A' ? 'B' : 'A'}${nextCursor.slice(index + 1)}`;
      expect((await refusalOf(admin.users.list({ search: 'user', cursor: flipped }))).code).toBe('list.cursor_invalid');
    }
  });

  test('nothing in what is looked for is a wildcard or a word of SQL, and nothing of it is a fault (S108)', async () => {
    const { admin } = await withRows();
    expect((await admin.users.list({ search: 'LOVE ada' })).items.map(({ username }) => username)).toEqual(['ada']);
    expect((await admin.users.list({ search: '  ' })).items).toHaveLength(4);
    for (const search of ['%', '_', "'", '"; drop table users; --', '\u0000', '😀', '__proto__ x', '%ada%nobody']) {
      expect([search, (await admin.users.list({ search })).items]).toEqual([search, []]);
      expect([search, (await admin.clients.list({ search })).items]).toEqual([search, []]);
      expect([search, (await admin.resources.list({ search })).items]).toEqual([search, []]);
      expect([search, (await admin.scopes.list({ search })).items]).toEqual([search, []]);
    }
    expect((await refusalOf(admin.users.list({ search: 'x'.repeat(201) }))).code).toBe('input.invalid');
  });
});
