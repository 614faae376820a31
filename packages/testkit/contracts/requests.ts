import { describe, expect, test } from 'bun:test';
import type { Guard, PushedRequest, Stores } from '@cardea/core';
import { aClient, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aBrowserSession, anAccount, anAuthorizationSession } from '../builders/people.ts';
import { aPushedRequest } from '../builders/pushed-request.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const RACERS = 20;
const ROUNDS = 10;

/** A person who is signed in, and a client that is enabled. */
const present = async ({ commit }: Stores) => {
  const [account, client] = [anAccount(), aClient()];
  const session = aBrowserSession({ accountId: account.id });
  await commit({ guard: { kind: 'account.insert', account }, changes: [{ kind: 'browser_session.insert', session }] });
  await commit({ guard: { kind: 'client.insert', client }, changes: [] });
  return {
    about: { accountId: account.id, sid: session.sid },
    client: { id: client.id, version: client.version },
    session,
  };
};

export const requestsContract = (open: OpenEmpty): void => {
  describe('pushed requests', () => {
    const subject = openForGroup(open);
    const push = async (request = aPushedRequest()): Promise<PushedRequest> => {
      await subject.stores.commit({ changes: [{ kind: 'pushed_request.insert', request }] });
      return request;
    };
    const find = (id: string) => subject.stores.pushedRequests.find(id);
    const use = (
      { id, clientId }: Pick<PushedRequest, 'id' | 'clientId'>,
      changes: Partial<Extract<Guard, { kind: 'pushed_request.use' }>> = {},
    ): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'pushed_request.use', id, clientId, at: NOW, ...changes }, changes: [] });

    test('a request is found as it was pushed, and by no other text', async () => {
      const request = await push(aPushedRequest({ source: 'signed' }));
      expect(await find(request.id)).toEqual(request);
      for (const id of ['', 'é', `${request.id}A`, aPushedRequest().id]) expect(await find(id)).toBeUndefined();
    });

    test('a request is used once, by its client, before it expires; then it is gone', async () => {
      const request = await push();
      expect(await use({ ...request, clientId: 'another' })).toBe(false);
      expect(await use(request, { at: request.expiresAt })).toBe(false);
      expect(await find(request.id)).toEqual(request);
      expect(await use(request, { at: request.expiresAt - 1 })).toBe(true);
      expect(await use(request)).toBe(false);
      expect(await find(request.id)).toBeUndefined();
      expect(await use({ ...request, id: 'no id' })).toBe(false);
    });

    test('a request is answered only for who is present and for a client that is as it was (design D12)', async () => {
      const { about, client, session } = await present(subject.stores);
      const request = await push();
      expect(await use(request, { about: { ...about, sid: 'elsewhere' } })).toBe(false);
      expect(await use(request, { about, client: { ...client, version: client.version + 1 } })).toBe(false);
      expect(await find(request.id)).toEqual(request);
      await subject.stores.commit({ guard: { kind: 'browser_session.end', id: session.id, at: NOW }, changes: [] });
      expect(await use(request, { about, client })).toBe(false);
      expect(await use(request, { client })).toBe(true);
    });

    test('of many that use one request at once, one is held', async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const { id, clientId } = await push();
        const { rivals } = subject;
        const held = await Promise.all(
          Array.from({ length: RACERS }, (_, index) =>
            rivals[index % rivals.length]?.commit({
              guard: { kind: 'pushed_request.use', id, clientId, at: NOW },
              changes: [{ kind: 'authorization_session.insert', session: anAuthorizationSession() }],
            }),
          ),
        );
        expect(held.filter((one) => one === true)).toHaveLength(1);
      }
    });

    test('a request is removed once it has expired', async () => {
      const [old, young] = [await push(aPushedRequest({ expiresAt: NOW })), await push()];
      await subject.stores.removeExpired({ now: NOW, limit: 1000 });
      expect([await find(old.id), await find(young.id)]).toEqual([undefined, young]);
    });
  });

  describe('answers without a question', () => {
    const subject = openForGroup(open);
    const answer = (guard: Omit<Extract<Guard, { kind: 'request.answer' }>, 'kind'>): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'request.answer', ...guard }, changes: [] });

    test('are given for who is active and present, and a client that is as it was', async () => {
      const { about, client, session } = await present(subject.stores);
      expect(await answer({ about })).toBe(true);
      expect(await answer({ about, client })).toBe(true);
      expect(await answer({ about, client: { ...client, id: 'nobody' } })).toBe(false);
      expect(await answer({ about: { ...about, accountId: 'u_nobody' } })).toBe(false);
      await subject.stores.commit({ guard: { kind: 'browser_session.end', id: session.id, at: NOW }, changes: [] });
      expect(await answer({ about, client })).toBe(false);
    });
  });

  describe('authorization sessions of one browser', () => {
    const subject = openForGroup(open);

    test('are evicted from the oldest on until the wanted number is left, and nobody else’s', async () => {
      const ofBrowser = [0, 1, 2, 3].map((second) =>
        anAuthorizationSession({ browserHash: 'this browser', createdAt: NOW + second }),
      );
      const other = anAuthorizationSession({ browserHash: 'another' });
      await subject.stores.commit({
        changes: [
          ...[...ofBrowser, other].map((session) => ({ kind: 'authorization_session.insert', session }) as const),
          { kind: 'authorization_sessions.evict', browserHash: 'this browser', keep: 2 },
        ],
      });
      const { authorizationSessions } = subject.stores;
      const left = await Promise.all([...ofBrowser, other].map(({ id }) => authorizationSessions.find(id)));
      expect(left.map((session) => session !== undefined)).toEqual([false, false, true, true, true]);
    });
  });
};
