import { describe, expect, test } from 'bun:test';
import type { AuthorizationSession, BrowserSession } from '@cardea/core';
import { aClient, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aBrowserSession, anAccount, anAuthorizationSession } from '../builders/people.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

/** A session with a request in which everything is asked for. */
const aFullSession = (): AuthorizationSession => {
  const session = anAuthorizationSession();
  return {
    ...session,
    request: {
      ...session.request,
      prompts: ['login', 'consent'],
      maxAgeSeconds: 0,
      loginHint: 'ada@people.example',
      hintedSubject: 'u_1',
      acrValues: ['a', 'b'],
      uiLocales: ['ar', 'de-CH'],
      claims: { userinfo: { email: { essential: true } }, id_token: { acr: { essential: false, values: ['x', 1] } } },
    },
    browserSessionId: aBrowserSession().id,
    consentedScopes: [],
  };
};

export const authorizationSessionsContract = (open: OpenEmpty): void => {
  describe('authorization sessions', () => {
    const subject = openForGroup(open);
    const add = async (session = anAuthorizationSession()): Promise<AuthorizationSession> => {
      await subject.stores.commit({ changes: [{ kind: 'authorization_session.insert', session }] });
      return session;
    };
    const find = (id: string): Promise<AuthorizationSession | undefined> =>
      subject.stores.authorizationSessions.find(id);
    const replace = (session: AuthorizationSession, at = NOW): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'authorization_session.replace', session, at }, changes: [] });
    const finish = (id: string, at = NOW): Promise<boolean> =>
      subject.stores.commit({ guard: { kind: 'authorization_session.finish', id, at }, changes: [] });

    test('a session is found as it was inserted, and by no other text', async () => {
      for (const session of [anAuthorizationSession(), aFullSession()]) {
        await add(session);
        expect(await find(session.id)).toEqual(session);
      }
      for (const id of ['', 'é', anAuthorizationSession().id]) expect(await find(id)).toBeUndefined();
    });

    test('a session is replaced until it expires', async () => {
      const session = await add();
      const next = { ...session, browserSessionId: aBrowserSession().id, consentedScopes: ['openid'] };
      expect(await replace(next, session.expiresAt)).toBe(false);
      expect(await find(session.id)).toEqual(session);
      expect(await replace(next, session.expiresAt - 1)).toBe(true);
      expect(await find(session.id)).toEqual(next);
      expect(await replace(anAuthorizationSession())).toBe(false);
    });

    test('a session is finished once, and not after it expired; then it is gone', async () => {
      const session = await add();
      expect(await finish(session.id, session.expiresAt)).toBe(false);
      expect(await finish(session.id)).toBe(true);
      expect(await finish(session.id)).toBe(false);
      expect(await find(session.id)).toBeUndefined();
      expect(await replace(session)).toBe(false);
      expect(await finish('no id')).toBe(false);
    });

    test('a session is finished for a client that is named only while it is enabled and unchanged (design D12)', async () => {
      const [client, disabled] = [aClient(), aClient({ enabled: false })];
      for (const one of [client, disabled])
        await subject.stores.commit({ guard: { kind: 'client.insert', client: one }, changes: [] });
      const session = await add();
      const finishFor = (id: string, version: number): Promise<boolean> =>
        subject.stores.commit({
          guard: { kind: 'authorization_session.finish', id: session.id, at: NOW, client: { id, version } },
          changes: [],
        });
      expect(await finishFor(disabled.id, disabled.version)).toBe(false);
      expect(await finishFor(client.id, client.version + 1)).toBe(false);
      expect(await finishFor('nobody', 1)).toBe(false);
      expect(await find(session.id)).toEqual(session);
      expect(await finishFor(client.id, client.version)).toBe(true);
    });

    test('a session is not finished for somebody who is not active or has left, and stays (design D12)', async () => {
      const session = await add();
      const [active, locked] = [anAccount(), anAccount({ state: 'locked' })];
      for (const account of [active, locked]) {
        await subject.stores.commit({ guard: { kind: 'account.insert', account }, changes: [] });
      }
      const enter = async (accountId: string, sid?: string): Promise<BrowserSession> => {
        const entered = aBrowserSession({ accountId, ...(sid === undefined ? {} : { sid }) });
        await subject.stores.commit({ changes: [{ kind: 'browser_session.insert', session: entered }] });
        return entered;
      };
      const leave = ({ id }: BrowserSession): Promise<boolean> =>
        subject.stores.commit({ guard: { kind: 'browser_session.end', id, at: NOW }, changes: [] });
      const finishFor = (accountId: string, sid: string): Promise<boolean> =>
        subject.stores.commit({
          guard: { kind: 'authorization_session.finish', id: session.id, at: NOW, about: { accountId, sid } },
          changes: [],
        });
      const [here, lockedHere, elsewhere] = [await enter(active.id), await enter(locked.id), await enter(active.id)];
      expect(await finishFor(locked.id, lockedHere.sid)).toBe(false);
      expect(await finishFor('u_nobody', here.sid)).toBe(false);
      expect(await finishFor(active.id, lockedHere.sid)).toBe(false);
      await leave(here);
      expect(await finishFor(active.id, here.sid)).toBe(false);
      expect(await find(session.id)).toEqual(session);
      // Signed in anew: another handle, the same sid
      await enter(active.id, here.sid);
      await leave(elsewhere);
      expect(await finishFor(active.id, here.sid)).toBe(true);
    });
  });
};
