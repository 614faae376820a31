import { describe, expect, test } from 'bun:test';
import { type Change, recordStats } from '@cardea/core';
import { anOutboxMessage } from '@cardea/testkit';
import { adminFixture, NOW, refusalOf } from '../admin.fixture.ts';

const HOUR = 3600;
const DAY = 86_400;
const THIS_HOUR = NOW - (NOW % HOUR);

const withNumbers = async () => {
  const fixture = await adminFixture();
  const ports = { stores: fixture.stores, clock: fixture.clock, statsRetentionSeconds: 400 * DAY };
  const record = (...recording: readonly [Parameters<typeof recordStats>[0]]) => recordStats(recording[0], ports);
  const write = (...changes: readonly Change[]) => fixture.stores.commit({ changes });
  return { ...fixture, record, write };
};

describe('numbers over time', () => {
  test('every hour is told, those without anything too, with its totals', async () => {
    const { admin, record, clock, audit } = await withNumbers();
    await record({
      counted: [
        { measure: 'tokens', label: 'client_credentials', value: 3 },
        { measure: 'sign_ins', label: 'passkey', value: 2 },
        { measure: 'requests', label: '2xx', value: 10 },
      ],
      activeSessions: 4,
    });
    clock.advance(2 * HOUR * 1000);
    await record({
      counted: [
        { measure: 'tokens', label: 'client_credentials', value: 1 },
        { measure: 'tokens', label: 'refresh_token', value: 5 },
        { measure: 'refusals', label: 'scope.malformed', value: 7 },
        { measure: 'requests', label: '5xx', value: 1 },
        { measure: 'latency', label: 'token 0.001', value: 90 },
        { measure: 'latency', label: 'token 0.0025', value: 10 },
        { measure: 'latency', label: 'pages 0.01', value: 10 },
      ],
    });
    const series = await admin.stats.series({ span: 'hour', count: 4 });
    const nothing = {
      ...{ tokens: 0, signIns: 0, refusals: 0, requests: 0, failures: 0 },
      ...{ tokenLatency: {}, pageLatency: {} },
    };
    expect(series.points).toEqual([
      { ...nothing, at: THIS_HOUR - HOUR },
      { ...nothing, at: THIS_HOUR, tokens: 3, signIns: 2, requests: 10, activeSessions: 4 },
      { ...nothing, at: THIS_HOUR + HOUR },
      {
        ...nothing,
        ...{ at: THIS_HOUR + 2 * HOUR, tokens: 6, refusals: 7, requests: 1, failures: 1 },
        tokenLatency: { p50Ms: 0.56, p95Ms: 1.75, p99Ms: 2.35 },
        pageLatency: { p50Ms: 5, p95Ms: 9.5, p99Ms: 9.9 },
      },
    ]);
    expect(series.byGrant).toEqual([
      { label: 'refresh_token', value: 5 },
      { label: 'client_credentials', value: 4 },
    ]);
    expect([series.bySignIn, series.byRefusal]).toEqual([
      [{ label: 'passkey', value: 2 }],
      [{ label: 'scope.malformed', value: 7 }],
    ]);
    const days = await admin.stats.series({ span: 'day', count: 2 });
    expect(days.points.at(-1)).toMatchObject({ tokens: 9, activeSessions: 4 });
    expect(days.until - days.from).toBe(2 * DAY);
    expect(await audit()).toEqual([]);
  });

  test('hours go after 15 days, days after the retention', async () => {
    const { stores, record } = await withNumbers();
    await record({ counted: [{ measure: 'tokens', label: 'x', value: 1 }] });
    const left = async (now: number) => {
      await stores.removeExpired({ now, limit: 1000 });
      const of = async (span: 'hour' | 'day') => (await stores.stats.list({ span, from: 0, until: NOW + DAY })).length;
      return [await of('hour'), await of('day')];
    };
    expect(await left(THIS_HOUR + 15 * DAY - 1)).toEqual([1, 1]);
    expect(await left(THIS_HOUR + 15 * DAY)).toEqual([0, 1]);
    expect(await left(NOW + 400 * DAY)).toEqual([0, 0]);
  });

  test('no more spans are asked for than are kept, and of no other length', async () => {
    const { admin } = await withNumbers();
    const wrong: unknown[] = [{ count: 0 }, { count: 367 }, { span: 'minute' }, { span: 'hour', other: 1 }];
    for (const input of wrong) expect((await refusalOf(admin.stats.series(Object(input)))).code).toBe('input.invalid');
  });

  test('figures say how much there is now', async () => {
    const { admin } = await withNumbers();
    await admin.users.add({ username: 'ulla' });
    await admin.clients.add({ name: 'One', scopes: [], grantTypes: ['client_credentials'] });
    expect(await admin.stats.figures()).toEqual({
      ...{ clients: 1, accounts: 1, resources: 0, liveTokens: 0, liveSessions: 0 },
      countedUpTo: { tokens: 10_000, sessions: 100_000 },
    });
  });
});

describe('what needs attention', () => {
  test('nothing does on a server where all is well', async () => {
    const { admin } = await withNumbers();
    expect(await admin.stats.attention()).toEqual([]);
  });

  test('secrets that end within two weeks, the sooner the worse', async () => {
    const { admin, clock } = await withNumbers();
    const { client } = await admin.clients.add({ name: 'Old', scopes: [], grantTypes: ['client_credentials'] });
    await admin.clients.resetSecret({ id: client.id, keepOldSeconds: 10 * DAY });
    const look = async () =>
      (await admin.stats.attention())
        .filter(({ kind }) => kind === 'secret_ends')
        .map(({ severity, subject, at }) => [severity, subject, at]);
    expect(await look()).toEqual([['notice', client.id, NOW + 10 * DAY]]);
    clock.advance(8 * DAY * 1000);
    expect(await look()).toEqual([['warning', client.id, NOW + 10 * DAY]]);
    clock.advance(2 * DAY * 1000);
    expect(await look()).toEqual([]);
  });

  test('a key that comes, and one that should have a successor and has none', async () => {
    const { admin, clock, keyring } = await withNumbers();
    await keyring.rotate({ actor: { kind: 'operator', id: 'ada' } });
    expect((await admin.stats.attention()).map(({ kind, severity }) => [kind, severity])).toEqual([
      ['key_comes', 'notice'],
    ]);
    clock.advance(92 * DAY * 1000);
    expect((await admin.stats.attention()).map(({ kind }) => kind)).toContain('key_overdue');
  });

  test('deliveries that were given up or fail again and again, by their kind', async () => {
    const { admin, write } = await withNumbers();
    const insert = (message: ReturnType<typeof anOutboxMessage>): Change => ({ kind: 'outbox.insert', message });
    await write(
      insert(anOutboxMessage({ kind: 'mail', dueAt: undefined, attempts: 5 })),
      insert(anOutboxMessage({ kind: 'backchannel_logout', attempts: 2 })),
      insert(anOutboxMessage({ kind: 'mail', attempts: 1 })),
    );
    expect((await admin.stats.attention()).map(({ kind, subject, text }) => [kind, subject, text])).toEqual([
      [
        'deliveries_late',
        'backchannel_logout',
        '1 of kind backchannel_logout failed more than once and is tried again',
      ],
      ['deliveries_given_up', 'mail', '1 of kind mail could not be delivered and was given up'],
    ]);
  });

  test('an audit that nobody seals, until it is verified', async () => {
    const { admin, clock } = await withNumbers();
    await admin.users.add({ username: 'ulla' });
    clock.advance(119_000);
    expect(await admin.stats.attention()).toEqual([]);
    clock.advance(2_000);
    expect((await admin.stats.attention()).map(({ kind, severity }) => [kind, severity])).toEqual([
      ['audit_unsealed', 'danger'],
    ]);
    await admin.audit.verify({});
    expect(await admin.stats.attention()).toEqual([]);
  });

  test('requests that failed on our side, as long as it is fresh, before all else', async () => {
    const { admin, record, clock, keyring } = await withNumbers();
    await keyring.rotate({ actor: { kind: 'operator', id: 'ada' } });
    await record({ counted: [{ measure: 'requests', label: '5xx', value: 2 }] });
    const [first] = await admin.stats.attention();
    expect(first).toMatchObject({ kind: 'requests_failed', severity: 'danger' });
    clock.advance(2 * HOUR * 1000);
    expect((await admin.stats.attention()).map(({ kind }) => kind)).not.toContain('requests_failed');
  });
});
