import { describe, expect, test } from 'bun:test';
import { createOutbox, type Deliverer, type Delivery, type OutboxOptions, post, type Stores } from '@cardea/core';
import { BoxNotOpened, createHandleMint, createSealer } from '@cardea/crypto';
import { type FakeClock, fakeClock, memoryStores, BUILT_AT_SECONDS as NOW } from '@cardea/testkit';
import { createOutboxPosts } from './outbox-posts.ts';

type Event = Parameters<OutboxOptions['observer']['attempted']>[0];

const A_DAY_SECONDS = 86_400;
const delivered: Delivery = { outcome: 'delivered' };

/** An office with stores of its own; `deliver` decides over each attempt. */
const anOffice = (deliver: Deliverer['deliver'], options: Partial<OutboxOptions> = {}) => {
  const clock: FakeClock = fakeClock(NOW * 1000);
  const stores: Stores = memoryStores(clock);
  const tools = { clock, stores, mint: createHandleMint(), sealer: createSealer(Buffer.alloc(32, 7)) };
  const events: Event[] = [];
  const failures: unknown[] = [];
  const observer = {
    attempted: (event: Event) => void events.push(event),
    failed: (error: unknown) => void failures.push(error),
  };
  const open = (changes: Partial<OutboxOptions> = {}) =>
    createOutbox({
      ...tools,
      deliverers: [{ kind: 'test', deliver }],
      observer,
      random: () => 0.5,
      ...options,
      ...changes,
    });
  const put = async (payload: unknown, lifetimeSeconds = A_DAY_SECONDS): Promise<string> => {
    const change = post({ kind: 'test', payload, lifetimeSeconds }, tools);
    await stores.commit({ changes: [change] });
    return change.message.id;
  };
  return { ...tools, events, failures, open, put, outbox: open() };
};

/** Until everything that was begun has ended. */
const settle = async (outbox: ReturnType<typeof createOutbox>): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) {
    await outbox.deliverDue();
    await Promise.resolve();
  }
};

describe('the outbox', () => {
  test('delivers what was posted, sealed until then, and forgets it', async () => {
    const received: unknown[] = [];
    const { put, outbox, stores, events } = anOffice(async (payload, { id, attempt }) => {
      received.push([payload, id, attempt]);
      return delivered;
    });
    const id = await put({ link: 'https://a.example/secret' });
    expect((await stores.outbox.find(id))?.payload).not.toContain('secret');
    await settle(outbox);
    expect(received).toEqual([[{ link: 'https://a.example/secret' }, id, 1]]);
    expect(await stores.outbox.find(id)).toBeUndefined();
    expect(events).toEqual([{ id, kind: 'test', attempt: 1, outcome: 'delivered' }]);
  });

  test('tries again later what failed, with growing waits, until it is too old; then it is dead, and its payload gone', async () => {
    const at: number[] = [];
    const { put, outbox, stores, events, clock } = anOffice(async () => {
      at.push(clock.nowMs() / 1000 - NOW);
      return { outcome: 'failed', reason: '450 busy' };
    });
    const id = await put('x', 100);
    for (let second = 0; second < 200; second++) {
      await settle(outbox);
      clock.advance(1000);
    }
    expect(at).toEqual([0, 4, 12, 27, 57]);
    expect(events.map(({ outcome }) => outcome)).toEqual(['retried', 'retried', 'retried', 'retried', 'dead']);
    expect(await stores.outbox.find(id)).toMatchObject({ payload: '', attempts: 5, lastError: '450 busy' });
    expect((await stores.outbox.find(id))?.dueAt).toBeUndefined();
    expect(await stores.outbox.depth()).toEqual({ waiting: 0, dead: 1 });
  });

  test('gives up at once what is refused for good', async () => {
    const { put, outbox, stores } = anOffice(async () => ({ outcome: 'refused', reason: '550 nobody' }));
    const id = await put('x');
    await settle(outbox);
    expect(await stores.outbox.find(id)).toMatchObject({ payload: '', attempts: 1, lastError: '550 nobody' });
  });

  test('does not deliver what is of no use any more', async () => {
    const received: unknown[] = [];
    const { put, outbox, clock, events } = anOffice(async (payload) => {
      received.push(payload);
      return delivered;
    });
    await put('x', 60);
    clock.advance(60_000);
    await settle(outbox);
    expect(received).toEqual([]);
    expect(events).toEqual([expect.objectContaining({ outcome: 'dead' })]);
  });

  test('a deliverer that throws is a defect: reported, and the message is tried again', async () => {
    const { put, outbox, stores, failures } = anOffice(async () => {
      throw new TypeError('a secret text');
    });
    const id = await put('x');
    await settle(outbox);
    expect(failures).toEqual([expect.any(TypeError)]);
    expect((await stores.outbox.find(id))?.lastError).toBe('a defect: see the log');
  });

  test('a payload that was sealed with another master key is not delivered, and stays', async () => {
    const { put, open, stores, failures } = anOffice(async () => delivered);
    const id = await put('x');
    await settle(open({ sealer: createSealer(Buffer.alloc(32, 8)) }));
    expect(failures).toEqual([expect.any(BoxNotOpened)]);
    expect(await stores.outbox.find(id)).toMatchObject({ attempts: 1, lastError: 'a defect: see the log' });
  });

  test('an attempt that takes too long is aborted and counts as failed', async () => {
    const signals: AbortSignal[] = [];
    const office = anOffice(
      (_, { signal }) => {
        signals.push(signal);
        return Promise.withResolvers<Delivery>().promise;
      },
      { attemptLimitMs: 10 },
    );
    const id = await office.put('x');
    await office.outbox.deliverDue();
    while (office.events.length === 0) await Bun.sleep(5);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    expect((await office.stores.outbox.find(id))?.lastError).toBe('took too long');
  });

  test('no more than so many attempts are under way at once, and a slow one does not hold up the others', async () => {
    const gates: PromiseWithResolvers<Delivery>[] = [];
    const { put, outbox, stores } = anOffice(
      () => {
        const gate = Promise.withResolvers<Delivery>();
        gates.push(gate);
        return gate.promise;
      },
      { maxAtOnce: 3 },
    );
    for (let count = 0; count < 10; count++) await put(count);
    await settle(outbox);
    expect(gates).toHaveLength(3);
    // The first stays open until the others are through
    for (let next = 1; next < 10; next++) {
      gates[next]?.resolve(delivered);
      await settle(outbox);
      expect(gates).toHaveLength(Math.min(10, 3 + next));
    }
    expect(await stores.outbox.depth()).toEqual({ waiting: 1, dead: 0 });
    gates[0]?.resolve(delivered);
    await settle(outbox);
    expect(await stores.outbox.depth()).toEqual({ waiting: 0, dead: 0 });
  });

  test('two processes deliver each message once', async () => {
    const received: unknown[] = [];
    const { put, open, stores } = anOffice(async (payload) => {
      await Promise.resolve();
      received.push(payload);
      return delivered;
    });
    const [one, other] = [open(), open()];
    for (let count = 0; count < 100; count++) await put(count);
    await Promise.all([settle(one), settle(other)]);
    expect(received.toSorted()).toEqual(Array.from({ length: 100 }, (_, count) => count).toSorted());
    expect(await stores.outbox.depth()).toEqual({ waiting: 0, dead: 0 });
  });

  test('what a process held when it died is delivered by another once the lease has ended', async () => {
    const { put, open, stores, clock, events } = anOffice(async () => delivered);
    const id = await put('x');
    const died = open({
      deliverers: [{ kind: 'test', deliver: () => Promise.withResolvers<Delivery>().promise }],
    });
    await died.deliverDue();
    const other = open();
    await settle(other);
    expect(events).toEqual([]);
    clock.advance(60_000);
    await settle(other);
    expect(events).toEqual([{ id, kind: 'test', attempt: 2, outcome: 'delivered' }]);
    expect(await stores.outbox.find(id)).toBeUndefined();
  });

  test('leaves alone what it has no deliverer for', async () => {
    const { put, open, stores } = anOffice(async () => delivered);
    const id = await put('x');
    await settle(open({ deliverers: [] }));
    await settle(open({ deliverers: [{ kind: 'another', deliver: async () => delivered }] }));
    expect((await stores.outbox.find(id))?.attempts).toBe(0);
  });

  test('a stop puts back what is under way and begins nothing more', async () => {
    const { put, outbox, stores } = anOffice(() => Promise.withResolvers<Delivery>().promise, { maxAtOnce: 1 });
    const ids = [await put(1), await put(2)];
    const now = () => Promise.all(ids.map((id) => stores.outbox.find(id)));
    await outbox.deliverDue();
    await outbox.stop();
    await outbox.deliverDue();
    const messages = (await now()).toSorted((a, b) => (b?.attempts ?? 0) - (a?.attempts ?? 0));
    expect(messages).toMatchObject([{ attempts: 1, lastError: 'the server stopped' }, { attempts: 0 }]);
  });

  test('hears at once of what this process posts, and not of what was not written', async () => {
    const { stores, clock, mint, sealer } = anOffice(async () => delivered);
    const posts = createOutboxPosts();
    const watched = posts.watch(stores);
    let heard = 0;
    posts.onPost(() => void heard++);
    const change = () => post({ kind: 'test', payload: 1, lifetimeSeconds: 1 }, { clock, mint, sealer });
    await watched.commit({ changes: [change()] });
    expect(heard).toBe(1);
    await watched.commit({ guard: { kind: 'account.active', id: 'nobody' }, changes: [change()] });
    await watched.commit({ changes: [] });
    expect(heard).toBe(1);
  });
});
