import { describe, expect, test } from 'bun:test';
import type { AuthorizationSession, DeviceCode } from '@cardea/core';
import { aDeviceCode } from '../builders/device-code.ts';
import { anAuditEntry, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aBrowserSession, anAuthorization, anAuthorizationSession } from '../builders/people.ts';
import { type Granted, grantIn, onBehalf } from './a-grant.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const ROUNDS = 100;
const RIVALS = 20;
const TIMEOUT_MS = 60_000;

export const deviceCodesContract = (open: OpenEmpty): void => {
  describe('device codes', () => {
    const subject = openForGroup(open);
    const insert = (code: DeviceCode): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'device_code.insert', code }, changes: [] });
    const add = async (changes: Partial<DeviceCode> = {}): Promise<DeviceCode> => {
      const code = aDeviceCode(changes);
      expect(await insert(code)).toBe(true);
      return code;
    };
    const find = (id: string): Promise<DeviceCode | undefined> => subject.stores.deviceCodes.find(id);

    /** A code, the page it is answered on, and who answers. */
    const entered = async (changes: Partial<DeviceCode> = {}) => {
      const granted = await grantIn(subject.stores);
      const code = await add({ clientId: granted.client.id, ...changes });
      const flow = anAuthorizationSession({ deviceCodeId: code.id });
      const session = aBrowserSession({ accountId: granted.account.id });
      await subject.stores.commit({
        changes: [
          { kind: 'authorization_session.insert', session: flow },
          { kind: 'browser_session.insert', session },
        ],
      });
      return { granted, code, flow, session };
    };
    type Entered = Awaited<ReturnType<typeof entered>>;

    const allowing = ({ code, flow, session, granted }: Entered, at = NOW) =>
      ({
        kind: 'device_code.allow',
        id: code.id,
        flowId: flow.id,
        at,
        authorizationId: granted.authorization.id,
        about: { accountId: granted.account.id, sid: session.sid },
      }) as const;
    const allow = (who: Entered, at = NOW, stores = subject.stores): Promise<boolean> =>
      stores.commit({ guard: allowing(who, at), changes: [] });
    const deny = ({ code, flow }: Entered, at = NOW): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'device_code.deny', id: code.id, flowId: flow.id, at }, changes: [] });
    const redeem = (granted: Granted, id: string, at = NOW, stores = subject.stores): Promise<boolean> =>
      stores.commit({
        guard: { kind: 'device_code.redeem', id, ...onBehalf(granted, at), removeAt: at + 1000 },
        changes: [],
      });
    const flowOf = ({ flow }: Entered): Promise<AuthorizationSession | undefined> =>
      subject.stores.authorizationSessions.find(flow.id);

    test('a code is found as it was inserted, by its id and by its user code', async () => {
      const code = await add({ resources: ['https://api.example'], polledAtMs: NOW * 1000 });
      expect(await find(code.id)).toEqual(code);
      expect(await subject.stores.deviceCodes.findByUserCode(code.userCodeHash ?? '')).toEqual(code);
      for (const id of ['', 'é', aDeviceCode().id]) expect(await find(id)).toBeUndefined();
      expect(await subject.stores.deviceCodes.findByUserCode('')).toBeUndefined();
    });

    test('two codes never wait under one user code; the first stays as it is', async () => {
      const who = await entered();
      const { userCodeHash } = who.code;
      const second = aDeviceCode({ userCodeHash });
      expect(await insert(second)).toBe(false);
      expect(await find(second.id)).toBeUndefined();
      expect(await deny(who)).toBe(true);
      expect(await insert(second)).toBe(true);
    });

    test('a yes is held once, ends the flow and frees the user code (RFC 8628 §3.3)', async () => {
      const who = await entered();
      expect(await allow(who)).toBe(true);
      const { userCodeHash: _free, ...code } = who.code;
      expect(await find(code.id)).toEqual({ ...code, authorizationId: who.granted.authorization.id });
      expect(await flowOf(who)).toBeUndefined();
      expect(await allow(who)).toBe(false);
      expect(await deny(who)).toBe(false);
      expect(await subject.stores.deviceCodes.findByUserCode(who.code.userCodeHash ?? '')).toBeUndefined();
    });

    test('a no is held once and is no yes afterwards', async () => {
      const who = await entered();
      expect(await deny(who, NOW + 1)).toBe(true);
      const { userCodeHash: _free, ...code } = who.code;
      expect(await find(code.id)).toEqual({ ...code, deniedAt: NOW + 1 });
      expect(await flowOf(who)).toBeUndefined();
      const flow = anAuthorizationSession({ deviceCodeId: code.id });
      await subject.stores.commit({ changes: [{ kind: 'authorization_session.insert', session: flow }] });
      expect(await allow({ ...who, flow })).toBe(false);
      expect(await redeem(who.granted, code.id)).toBe(false);
    });

    test('nobody answers an expired code, without a page, or after leaving the session (design D12)', async () => {
      const who = await entered();
      expect(await allow(who, who.code.expiresAt)).toBe(false);
      expect(await deny(who, who.code.expiresAt)).toBe(false);
      expect(await allow({ ...who, flow: anAuthorizationSession() })).toBe(false);
      expect(await allow(who, who.flow.expiresAt)).toBe(false);
      expect(await allow({ ...who, session: aBrowserSession() })).toBe(false);
      const { stores } = subject;
      await stores.commit({ guard: { kind: 'browser_session.end', id: who.session.id, at: NOW }, changes: [] });
      expect(await allow(who)).toBe(false);
      expect(await flowOf(who)).toEqual(who.flow);
      expect(await find(who.code.id)).toEqual(who.code);
    });

    test('a poll is held after the interval alone; a slow one waits longer each time (RFC 8628 §3.5)', async () => {
      const { id } = await add({ intervalSeconds: 5 });
      const start = NOW * 1000;
      const poll = (nowMs: number, graceMs = 0): Promise<boolean> =>
        subject.stores.commit({ guard: { kind: 'device_code.poll', id, nowMs, graceMs }, changes: [] });
      expect(await poll(start)).toBe(true);
      expect(await poll(start + 4999)).toBe(false);
      expect(await poll(start + 4999, 1)).toBe(true);
      await subject.stores.commit({
        changes: [{ kind: 'device_code.slow_down', id, nowMs: start + 6000, bySeconds: 5 }],
      });
      expect(await find(id)).toMatchObject({ intervalSeconds: 10, polledAtMs: start + 6000 });
      expect(await poll(start + 15_999)).toBe(false);
      expect(await poll(start + 16_000)).toBe(true);
      const answered = await entered();
      await deny(answered);
      const guard = { kind: 'device_code.poll', id: answered.code.id, nowMs: start, graceMs: 0 } as const;
      expect(await subject.stores.commit({ guard, changes: [] })).toBe(false);
    });

    test('a code is redeemed once, after the yes, in its time, for who may be served (design D5, D12)', async () => {
      const who = await entered();
      const { code, granted } = who;
      expect(await redeem(granted, code.id)).toBe(false);
      await allow(who);
      expect(await redeem(granted, code.id, code.expiresAt)).toBe(false);
      expect(await redeem({ ...granted, client: { ...granted.client, version: 0 } }, code.id)).toBe(false);
      expect(await redeem({ ...granted, authorization: anAuthorization() }, code.id)).toBe(false);
      const account = { ...granted.account, version: granted.account.version + 1, state: 'locked' as const };
      await subject.stores.commit({ guard: { kind: 'account.replace', account }, changes: [] });
      expect(await redeem(granted, code.id)).toBe(false);
      const active = { ...account, version: account.version + 1, state: 'active' as const };
      await subject.stores.commit({ guard: { kind: 'account.replace', account: active }, changes: [] });
      expect(await redeem(granted, code.id)).toBe(true);
      expect(await find(code.id)).toMatchObject({ redeemedAt: NOW, removeAt: NOW + 1000 });
      expect(await redeem(granted, code.id)).toBe(false);
    });

    test('a revoked authorization gives nothing for its code', async () => {
      const who = await entered();
      await allow(who);
      const { id } = who.granted.authorization;
      await subject.stores.commit({ guard: { kind: 'authorization.revoke', id, at: NOW }, changes: [] });
      expect(await redeem(who.granted, who.code.id)).toBe(false);
    });

    test('a code is removed when its time to be remembered is over', async () => {
      const [old, young] = [await add({ removeAt: NOW }), await add({ removeAt: NOW + 1 })];
      await subject.stores.removeExpired({ now: NOW, limit: 100_000 });
      expect(await find(old.id)).toBeUndefined();
      expect(await find(young.id)).toEqual(young);
    });

    test(
      'of twenty that answer or redeem one code, one is held',
      async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const who = await entered();
          const target = who.code.id;
          const at = (runner: number) => subject.rivals[runner % subject.rivals.length] ?? subject.stores;
          const race = async (guard: (runner: number) => Parameters<typeof subject.stores.commit>[0]['guard']) => {
            const held = await Promise.all(
              Array.from({ length: RIVALS }, (_, runner) => {
                const [chosen, entry] = [guard(runner), anAuditEntry({ target })];
                return at(runner).commit({
                  ...(chosen && { guard: chosen }),
                  changes: [{ kind: 'audit.append', entry }],
                });
              }),
            );
            expect(held.filter(Boolean)).toHaveLength(1);
          };
          await race(() => allowing(who));
          await race(() => ({ kind: 'device_code.redeem', id: target, ...onBehalf(who.granted, NOW), removeAt: NOW }));
          expect(await subject.stores.audit.list({ limit: 100, target })).toHaveLength(2);
        }
      },
      TIMEOUT_MS,
    );
  });
};
