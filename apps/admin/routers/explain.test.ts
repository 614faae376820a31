import { describe, expect, test } from 'bun:test';
import { aKeptRefusal } from '@cardea/testkit';
import { adminFixture, NOW, refusalOf } from '../admin.fixture.ts';

const withRefusals = async () => {
  const fixture = await adminFixture();
  const add = async (changes: Parameters<typeof aKeptRefusal>[0]) => {
    const refusal = aKeptRefusal(changes);
    await fixture.stores.commit({ changes: [{ kind: 'kept_refusal.insert', refusal }] });
    return refusal;
  };
  return { ...fixture, add };
};

describe('explain', () => {
  test('tells of one request what failed, why, what to do, and every check', async () => {
    const { admin, add, audit } = await withRefusals();
    const detail = { client: 'c', requested: ['write'], registered: ['read'], grant: 'client_credentials' };
    const { requestId } = await add({ at: NOW, clientId: 'c', code: 'scope.not_allowed', detail });
    const told = await admin.explain.get({ requestId });
    expect(told).toMatchObject({
      requestId,
      at: NOW,
      endpoint: 'token',
      clientId: 'c',
      code: 'scope.not_allowed',
      error: 'invalid_scope',
      status: 400,
      section: 'RFC 6749 §3.3',
      detail,
    });
    expect(told.mend).not.toBe('');
    const outcomes = Object.fromEntries(told.checks.map(({ check, outcome }) => [check, outcome]));
    expect(outcomes).toMatchObject({ clientProof: 'passed', scopeAllowed: 'failed', issued: 'not_reached' });
    expect(await audit()).toEqual([]);
  });

  test('says so where nothing is kept of a request', async () => {
    const { admin } = await withRefusals();
    for (const requestId of ['', 'nobody', '%', '__proto__', "' or 1=1", '\u0000', '😀'])
      expect((await refusalOf(admin.explain.get({ requestId }))).code).toBe('refusal.not_found');
  });

  test('lists the newest first, page by page, narrowed by whatever is named', async () => {
    const { admin, add } = await withRefusals();
    const [a, b, c] = [
      await add({ at: NOW, clientId: 'one' }),
      await add({ at: NOW + 1, clientId: 'two' }),
      await add({ at: NOW + 2, clientId: 'one', endpoint: 'authorize', code: 'authorize.client' }),
    ];
    const ids = async (filter: Parameters<typeof admin.explain.recent>[0]) =>
      (await admin.explain.recent(filter)).items.map(({ id }) => id);
    expect(await ids({})).toEqual([c.id, b.id, a.id]);
    expect(await ids({ clientId: 'one' })).toEqual([c.id, a.id]);
    expect(await ids({ endpoint: 'authorize', code: 'authorize.client' })).toEqual([c.id]);
    const first = await admin.explain.recent({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual([c.id, b.id]);
    const rest = await admin.explain.recent({ limit: 2, cursor: first.nextCursor });
    expect([rest.items.map(({ id }) => id), rest.nextCursor]).toEqual([[a.id], undefined]);
  });
});
