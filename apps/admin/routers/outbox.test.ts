import { describe, expect, test } from 'bun:test';
import { postMail } from '@cardea/core';
import { createHandleMint } from '@cardea/crypto';
import { anOutboxMessage } from '@cardea/testkit';
import { adminFixture, NOW, refusalOf } from '../admin.fixture.ts';

const LINK = 'https://id.example/link?t=cda_ol_secret';

const withDeliveries = async () => {
  const fixture = await adminFixture();
  const { stores, clock, sealer } = fixture;
  const mint = createHandleMint();
  const add = async (changes: Parameters<typeof anOutboxMessage>[0]) => {
    const message = anOutboxMessage({ createdAt: NOW, dueAt: NOW, ...changes });
    await stores.commit({ changes: [{ kind: 'outbox.insert', message }] });
    return message;
  };
  const mail = async () => {
    const message = { to: 'bob@example.org', language: 'en' };
    const change = postMail(
      { ...message, mail: { about: 'reset_password', link: LINK, validSeconds: 3600 } },
      { clock, mint, sealer },
    );
    await stores.commit({ changes: [change] });
    return change.message;
  };
  return { ...fixture, add, mail };
};

describe('the outbox', () => {
  test('tells what waits and what was given up, newest first, and never what it says', async () => {
    const { admin, add, mail, audit } = await withDeliveries();
    const dead = await add({
      ...{ createdAt: NOW - 9, kind: 'backchannel_logout', about: 'shop', payload: '', dueAt: undefined, attempts: 3 },
      lastError: 'The client answered with 400',
    });
    const { id, expiresAt, removeAt } = await mail();
    const { items } = await admin.outbox.list();
    expect(items).toEqual([
      {
        ...{ id, kind: 'mail', about: 'reset_password', to: 'b…@example.org', state: 'waiting', attempts: 0 },
        ...{ createdAt: NOW, nextAttemptAt: NOW, lastError: undefined, expiresAt, removeAt },
      },
      expect.objectContaining({ id: dead.id, about: 'shop', state: 'dead', lastError: 'The client answered with 400' }),
    ]);
    expect(JSON.stringify(items)).not.toMatch(/secret|bob@|sealed|v1\./);
    expect(await admin.outbox.show({ id })).toEqual(items[0] ?? expect.unreachable());
    expect(await audit()).toEqual([]);
  });

  test('is narrowed by kind and state, page by page', async () => {
    const { admin, add } = await withDeliveries();
    const ids: string[] = [];
    for (let at = 1; at <= 3; at++) ids.unshift((await add({ createdAt: NOW + at, kind: 'mail' })).id);
    await add({ kind: 'other' });
    await add({ kind: 'mail', dueAt: undefined });
    const filter = { kind: 'mail', state: 'waiting', limit: 2 } as const;
    const first = await admin.outbox.list(filter);
    const second = await admin.outbox.list({ ...filter, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeUndefined();
    const other = admin.outbox.list({ ...filter, state: 'dead', cursor: first.nextCursor });
    expect((await refusalOf(other)).code).toBe('list.cursor_invalid');
  });

  test('one that waits is tried at once, and that is in the audit', async () => {
    const { admin, add, audit, stores } = await withDeliveries();
    const late = { dueAt: NOW + 3000, attempts: 4, about: 'reset_password', kind: 'mail' };
    const { id } = await add(late);
    expect(await admin.outbox.retry({ id })).toMatchObject({ id, state: 'retrying', nextAttemptAt: NOW });
    expect((await stores.outbox.find(id))?.dueAt).toBe(NOW);
    expect((await audit()).map(({ action, target, detail }) => [action, target, detail])).toEqual([
      ['delivery.retried', id, { kind: 'mail', about: 'reset_password' }],
    ]);
  });

  test('what was given up is not tried again, nor what is being tried; nothing is written then', async () => {
    const { admin, add, audit } = await withDeliveries();
    const dead = await add({ dueAt: undefined });
    const held = await add({ lease: 'l', dueAt: NOW + 30 });
    expect((await refusalOf(admin.outbox.retry({ id: dead.id }))).code).toBe('delivery.dead');
    expect((await refusalOf(admin.outbox.retry({ id: held.id }))).code).toBe('delivery.under_way');
    expect((await refusalOf(admin.outbox.drop({ id: held.id }))).code).toBe('delivery.under_way');
    for (const id of ['', 'x'.repeat(4000), anOutboxMessage().id]) {
      expect((await refusalOf(admin.outbox.show({ id }))).code).toBe('delivery.not_found');
      expect((await refusalOf(admin.outbox.retry({ id }))).code).toBe('delivery.not_found');
      expect((await refusalOf(admin.outbox.drop({ id }))).code).toBe('delivery.not_found');
    }
    expect(await audit()).toEqual([]);
  });

  test('one is dropped, dead or not, and the audit keeps by whom', async () => {
    const { admin, add, audit, stores } = await withDeliveries();
    const [waiting, dead] = [await add({ kind: 'mail' }), await add({ dueAt: undefined, about: 'shop', attempts: 2 })];
    for (const { id } of [waiting, dead]) await admin.outbox.drop({ id });
    expect(await stores.outbox.list({ limit: 9 })).toEqual([]);
    expect((await audit()).map(({ action, target, actor }) => [action, target, actor.id])).toEqual([
      ['delivery.dropped', waiting.id, 'ada'],
      ['delivery.dropped', dead.id, 'ada'],
    ]);
    expect((await refusalOf(admin.outbox.drop({ id: dead.id }))).code).toBe('delivery.not_found');
  });

  test('of a deliverer and an administrator at once, one is held', async () => {
    const { admin, add, between, stores, audit } = await withDeliveries();
    const { id } = await add({});
    const claim = () =>
      stores.commit({
        guard: { kind: 'outbox.claim', id, lease: 'l', at: NOW, leaseEndsAt: NOW + 60 },
        changes: [],
      });
    between(claim);
    expect((await refusalOf(admin.outbox.drop({ id }))).code).toBe('delivery.under_way');
    expect((await stores.outbox.find(id))?.lease).toBe('l');
    expect(await audit()).toEqual([]);
  });
});
