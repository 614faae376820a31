import { describe, expect, test } from 'bun:test';
import { DatabaseUnavailable, type Stat, type Stores } from '@cardea/core';
import { aBrowserSession, anAccount, fakeClock, memoryStores, BUILT_AT_SECONDS as NOW } from '@cardea/testkit';
import { createMetrics } from '../metrics/create-metrics.ts';
import { countSignIns } from './count-sign-ins.ts';
import { StatRecorder } from './stat-recorder.ts';

const A_DAY = 86_400;

/** A database with any number of processes that count. */
const aCluster = () => {
  const clock = fakeClock(NOW * 1000);
  const stores: Stores = memoryStores(clock);
  const warnings: string[] = [];
  const process = (changes: Partial<Stores> = {}) => {
    const metrics = createMetrics();
    const recorder = new StatRecorder({
      metrics,
      stores: { ...stores, ...changes },
      clock,
      settings: { statsRetentionSeconds: 400 * A_DAY },
      log: { warn: (_fields: object, message: string) => void warnings.push(message) },
    });
    return { metrics, recorder };
  };
  const read = async (span: Stat['span']): Promise<Record<string, number>> => {
    const rows = await stores.stats.list({ span, from: 0, until: NOW + A_DAY });
    return Object.fromEntries(rows.map(({ measure, label, value }) => [`${measure} ${label}`.trim(), value]));
  };
  return { clock, stores, warnings, process, read };
};

describe('the numbers of a process', () => {
  test('are written once, by hour and by day, and those of several processes come together', async () => {
    const { process, read } = aCluster();
    const [one, other] = [process(), process()];
    one.metrics.tokenIssued({ grant: 'client_credentials', format: 'opaque' });
    one.metrics.tokenIssued({ grant: 'client_credentials', format: 'jwt' });
    one.metrics.refused('client.unknown');
    other.metrics.tokenIssued({ grant: 'refresh_token', format: 'jwt' });
    other.metrics.signedIn('passkey');
    await Promise.all([one.recorder.write(), other.recorder.write()]);
    one.metrics.tokenIssued({ grant: 'client_credentials', format: 'jwt' });
    await Promise.all([one.recorder.write(), one.recorder.write(), other.recorder.write()]);
    const numbers = {
      'tokens client_credentials': 3,
      'tokens refresh_token': 1,
      'sign_ins passkey': 1,
      'refusals client.unknown': 1,
      active_sessions: 0,
    };
    expect(await read('hour')).toEqual(numbers);
    expect(await read('day')).toEqual(numbers);
  });

  test('hold how long the token endpoint and the pages took, and nothing of who watches the server', async () => {
    const { process, read } = aCluster();
    const { metrics, recorder } = process();
    metrics.requested('token', 'POST', 200, 0.002);
    metrics.requested('token', 'POST', 503, 9);
    metrics.requested('login', 'GET', 200, 0.002);
    metrics.requested('account-security', 'POST', 303, 0.002);
    metrics.requested('userinfo', 'GET', 401, 0.002);
    for (const aside of ['livez', 'readyz', 'metrics', 'console-calls', 'admin'])
      metrics.requested(aside, 'GET', 200, 1);
    await recorder.write();
    expect(await read('hour')).toEqual({
      'requests 2xx': 2,
      'requests 3xx': 1,
      'requests 4xx': 1,
      'requests 5xx': 1,
      'latency token 0.0025': 1,
      'latency token Infinity': 1,
      'latency pages 0.0025': 2,
      active_sessions: 0,
    });
  });

  test('wait where the database does not answer, and are lost by no request', async () => {
    const { process, read, stores, warnings } = aCluster();
    let isGone = true;
    const { metrics, recorder } = process({
      commit: (unit) => (isGone ? Promise.reject(new DatabaseUnavailable('gone')) : stores.commit(unit)),
    });
    metrics.tokenIssued({ grant: 'client_credentials', format: 'jwt' });
    await recorder.write();
    expect(await read('hour')).toEqual({});
    expect(warnings).toEqual(['statistics wait to be written']);
    metrics.tokenIssued({ grant: 'client_credentials', format: 'jwt' });
    isGone = false;
    await recorder.write();
    expect(await read('hour')).toEqual({ 'tokens client_credentials': 2, active_sessions: 0 });
  });

  test('sessions are counted every five minutes, and the most of them is kept', async () => {
    const { process, read, stores, clock } = aCluster();
    const { recorder } = process();
    let asked = 0;
    const count = stores.stats.countLiveSessions;
    Object.assign(stores.stats, {
      countLiveSessions: (at: number) => {
        asked++;
        return count(at);
      },
    });
    await stores.commit({ changes: [{ kind: 'browser_session.insert', session: aBrowserSession() }] });
    await recorder.write();
    for (let minute = 0; minute < 6; minute++) {
      clock.advance(60_000);
      await recorder.write();
    }
    expect(asked).toBe(2);
    expect((await read('hour')).active_sessions).toBe(1);
  });
});

test('a sign-in is counted by its way where it took effect; to prove more is none', async () => {
  const { stores, process, read } = aCluster();
  const { metrics, recorder } = process();
  const counted = countSignIns(stores, metrics);
  const account = anAccount();
  await stores.commit({ guard: { kind: 'account.insert', account }, changes: [] });
  const start = (session: ReturnType<typeof aBrowserSession>, replacesId?: string, accountVersion = account.version) =>
    counted.commit({ guard: { kind: 'browser_session.start', session, accountVersion, replacesId }, changes: [] });
  const of = (changes: Parameters<typeof aBrowserSession>[0]) => aBrowserSession({ accountId: account.id, ...changes });
  const first = of({});
  expect(await start(first)).toBe(true);
  expect(await start(of({ methods: ['hwk', 'user', 'mfa'] }))).toBe(true);
  expect(await start(of({ methods: ['fed'] }))).toBe(true);
  expect(await start(of({ methods: ['email'] }), undefined, account.version + 1)).toBe(false);
  expect(await start(of({ authenticatedAt: NOW - 60, methods: ['pwd', 'otp', 'mfa'] }), first.id)).toBe(true);
  await recorder.write();
  const { active_sessions: _, ...signIns } = await read('hour');
  expect(signIns).toEqual({ 'sign_ins password': 1, 'sign_ins passkey': 1, 'sign_ins provider': 1 });
});
