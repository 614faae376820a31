import { describe, expect, test } from 'bun:test';
import { type Authority, DatabaseUnavailable } from '@cardea/core';
import { adminFixture, NOW, OPERATOR } from '../admin.fixture.ts';
import { ADMIN_PATH, createAdminHandler } from '../handler.ts';
import { listProcedures } from '../procedures/list-procedures.ts';
import { adminRouter } from '../router.ts';
import type { SystemServices } from '../system/system-services.ts';

const KEY = '7d2cfb5c-9f0e-4f2a-a7d5-0a6c3c1b8f11';
const system: SystemServices = {
  status: () => ({ version: '1', issuer: 'x', mode: 'production', pid: 1, startedAt: 1, database: 'x' }),
  diagnose: async () => [],
  backup: async (file) => ({ file, bytes: 0 }),
};

interface Sent {
  readonly path?: string;
  readonly key?: string | null;
  readonly id?: string;
  readonly authority?: Authority;
}

const world = async () => {
  const fixture = await adminFixture();
  const faults: unknown[] = [];
  const send = async (body: object, { path = 'clients.add', key = KEY, id = 'ada', authority }: Sent = {}) => {
    const handle = createAdminHandler({
      contextOf: () => ({
        management: fixture.management,
        system,
        actor: { ...OPERATOR, id },
        authority: authority ?? { kind: 'operator' },
        now: () => NOW,
      }),
      onFault: (error) => faults.push(error),
    });
    const response = await handle(
      new Request(`http://x${ADMIN_PATH}/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...(key === null ? {} : { 'idempotency-key': key }) },
      }),
    );
    const text = await response.text();
    const { result, error } = JSON.parse(text);
    return {
      status: response.status,
      text,
      data: result?.data,
      code: error?.data?.problem?.code,
      isReplayed: response.headers.get('idempotent-replayed') === 'true',
    };
  };
  const count = async () => (await fixture.admin.clients.list({})).items.length;
  return { ...fixture, send, count, faults };
};

describe('a call with an idempotency key', () => {
  test('is made once: whoever repeats it is answered the same, secret and all', async () => {
    const { send, count, audit } = await world();
    const first = await send({ name: 'Reports' });
    const second = await send({ name: 'Reports' });
    expect([first.status, first.isReplayed, second.status, second.isReplayed]).toEqual([200, false, 200, true]);
    expect(second.text).toBe(first.text);
    expect(first.data.secret).toStartWith('cda_cs_');
    expect(await count()).toBe(1);
    expect((await audit()).map(({ action }) => action)).toEqual(['client.created']);
  });

  test('of many at once one is made', async () => {
    const { send, count } = await world();
    const answers = await Promise.all(Array.from({ length: 12 }, () => send({ name: 'Reports' })));
    expect(answers.filter(({ status, isReplayed }) => status === 200 && !isReplayed)).toHaveLength(1);
    for (const { status, code } of answers)
      if (status !== 200) expect([status, code]).toEqual([409, 'idempotency.under_way']);
    expect(await count()).toBe(1);
  });

  test('is refused with another body, and made for another caller, another procedure and another key', async () => {
    const { send, count } = await world();
    await send({ name: 'Reports' });
    const other = await send({ name: 'Other' });
    expect([other.status, other.code]).toEqual([409, 'idempotency.key_reused']);
    expect(await count()).toBe(1);
    for (const sent of [{ id: 'bob' }, { key: 'another' }, { key: null }]) {
      const made = await send({ name: 'Reports' }, sent);
      expect([made.status, made.isReplayed]).toEqual([200, false]);
    }
    expect((await send({ name: 'Reports' }, { path: 'registrationTokens.add' })).isReplayed).toBe(false);
    expect(await count()).toBe(4);
  });

  test('that was refused may be sent again', async () => {
    const { send, admin } = await world();
    const wish = { name: 'Reports', resources: ['https://api.example'] };
    expect((await send(wish)).code).toBe('client.resource_unknown');
    await admin.resources.add({ uri: 'https://api.example', name: 'API' });
    expect((await send(wish)).status).toBe(200);
    expect((await send({ name: 1 }, { key: 'k' })).code).toBe('input.invalid');
    expect((await send({ name: 'x' }, { key: 'k' })).status).toBe(200);
  });

  test.each(['', 'x'.repeat(256), 'with space', 'é'])('%j is no key', async (key) => {
    const { send, count } = await world();
    const { status, code } = await send({ name: 'Reports' }, { key });
    expect([status, code]).toEqual([400, 'idempotency.key_invalid']);
    expect(await count()).toBe(0);
  });

  test('is answered again to nobody whose rights are others now', async () => {
    const { send, count } = await world();
    const as = (role: 'owner' | 'admin' | 'auditor'): Authority => ({
      kind: 'person',
      accountId: 'u_1',
      role,
      scopes: ['admin:*'],
      authenticatedAt: NOW,
      hasSecondFactor: true,
    });
    const wish = { name: 'Wide', scopes: ['admin:users:read'] };
    expect((await send(wish, { authority: as('owner') })).status).toBe(200);
    expect((await send(wish, { authority: as('admin') })).code).toBe('authority.owners_only');
    expect((await send(wish, { authority: as('auditor') })).code).toBe('authority.role');
    expect((await send(wish, { authority: as('owner') })).isReplayed).toBe(true);
    expect(await count()).toBe(1);
  });

  test('whose fate is unknown is made again once whoever made it is gone, unless it took effect', async () => {
    const { send, count, clock, between, stores, faults } = await world();
    const fail = (unit: Parameters<typeof stores.commit>[0], commits: boolean) => async () => {
      if (commits) await stores.commit(unit);
      throw new DatabaseUnavailable('gone');
    };
    // The claim is one unit, what it is for the next
    const breakAfterClaim = (commits: boolean) =>
      between(async () => {
        between((unit) => fail(unit, commits)());
      });
    breakAfterClaim(false);
    expect((await send({ name: 'Reports' })).status).toBe(503);
    expect((await send({ name: 'Reports' })).code).toBe('idempotency.under_way');
    clock.advance(60_000);
    expect((await send({ name: 'Reports' })).status).toBe(200);
    expect(await count()).toBe(1);

    breakAfterClaim(true);
    expect((await send({ name: 'Lost' }, { key: 'lost' })).status).toBe(503);
    clock.advance(120_000);
    expect((await send({ name: 'Lost' }, { key: 'lost' })).code).toBe('idempotency.answer_lost');
    expect(await count()).toBe(2);
    expect(faults).toHaveLength(2);
  });

  test('is forgotten after an hour, and what is kept of it holds neither key nor secret', async () => {
    const { send, count, clock, stores, between } = await world();
    const units: unknown[] = [];
    const watch = (): void =>
      between(async (unit) => {
        units.push(unit);
        watch();
      });
    watch();
    const { data } = await send({ name: 'Reports' });
    expect(JSON.stringify(units)).toContain('idempotent_call.answer');
    for (const secret of [KEY, data.secret]) expect(JSON.stringify(units)).not.toContain(secret);
    clock.advance(3600_000);
    await stores.removeExpired({ now: NOW + 3600, limit: 100 });
    expect((await send({ name: 'Reports' })).isReplayed).toBe(false);
    expect(await count()).toBe(2);
  });
});

test('whatever makes something takes a key, and a new procedure that does is not forgotten', () => {
  for (const { path, requirement, type } of listProcedures(adminRouter)) {
    const isCreate = /\.(add|create|resetSecret)/.test(path);
    expect([path, requirement.creates]).toEqual([path, isCreate]);
    if (isCreate) expect(type).toBe('mutation');
  }
});
