import { describe, expect, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import type { Guard } from '@cardea/core';
import { aClient, anAccessToken, anAuditEntry, aSigningKey, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aPasskey, aTotpFactor } from '../builders/factors.ts';
import { aBrowserSession, anAccount, anAuthorizationSession } from '../builders/people.ts';
import { grantIn, onBehalf } from './a-grant.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const ROUNDS = 100;
const RUNNERS_A_RIVAL = 4;
const TIMEOUT_MS = 60_000;

/** Design D5: of units that race for the same thing, exactly one is held, and only its changes are there. */
export const racesContract = (open: OpenEmpty): void => {
  describe('races', () => {
    const subject = openForGroup(open);

    /** Returns which runner was held. */
    const race = async (
      guard: (runner: number) => Guard,
      count = RUNNERS_A_RIVAL * subject.rivals.length,
    ): Promise<number> => {
      const target = randomUUID();
      const barrier = Promise.withResolvers<void>();
      const { rivals } = subject;
      const answers = Array.from({ length: count }, async (_, runner) => {
        const stores = rivals[runner % rivals.length] ?? subject.stores;
        await barrier.promise;
        const entry = anAuditEntry({ target, detail: { runner } });
        return stores.commit({ guard: guard(runner), changes: [{ kind: 'audit.append', entry }] });
      });
      barrier.resolve();
      const held = await Promise.all(answers);
      expect(held.filter(Boolean)).toHaveLength(1);
      const entries = await subject.stores.audit.list({ limit: 100, target });
      expect(entries.map((entry) => entry.detail?.runner)).toEqual([held.indexOf(true)]);
      return held.indexOf(true);
    };

    const rounds = async (round: () => Promise<unknown>): Promise<void> => {
      for (let count = 0; count < ROUNDS; count++) await round();
    };

    test(
      'an assertion is claimed by one',
      () =>
        rounds(() => {
          const jti = randomUUID();
          return race(() => ({ kind: 'assertion.claim', issuer: 'i', jti, expiresAt: NOW }));
        }),
      TIMEOUT_MS,
    );

    test(
      'a token is revoked by one',
      () =>
        rounds(async () => {
          const token = anAccessToken();
          await subject.stores.commit({ changes: [{ kind: 'access_token.insert', token }] });
          await race(() => ({ kind: 'access_token.revoke', id: token.id, at: NOW }));
        }),
      TIMEOUT_MS,
    );

    test(
      'a signing key gets one successor',
      () =>
        rounds(async () => {
          const youngest = (await subject.stores.signingKeys.list()).at(-1);
          await race(() => ({ kind: 'signing_key.insert', key: aSigningKey(), after: youngest?.id }));
        }),
      TIMEOUT_MS,
    );

    test(
      'a version of a client is replaced by one',
      async () => {
        const client = aClient();
        await subject.stores.commit({ guard: { kind: 'client.insert', client }, changes: [] });
        let version = client.version;
        await rounds(() => {
          version++;
          return race((runner) => ({ kind: 'client.replace', client: { ...client, version, name: `by ${runner}` } }));
        });
        expect((await subject.stores.clients.findFresh(client.id))?.version).toBe(version);
      },
      TIMEOUT_MS,
    );

    test(
      'a code is redeemed by one of fifty (RFC 6749 §4.1.2)',
      () =>
        rounds(async () => {
          const granted = await grantIn(subject.stores);
          await race(() => ({ kind: 'authorization_code.redeem', id: granted.code.id, ...onBehalf(granted, NOW) }), 50);
        }),
      TIMEOUT_MS,
    );

    test(
      'a refresh token is rotated by one of fifty, and its successor is that one’s (RFC 9700 §4.14)',
      () =>
        rounds(async () => {
          const refresh = { currentHash: 'first', rotatedAt: NOW, generation: 0, expiresAt: NOW + 60 };
          const granted = await grantIn(subject.stores, { authorization: { refresh } });
          const expiresAt = NOW + 90;
          const winner = await race(
            (runner) => ({
              kind: 'refresh.rotate',
              ...onBehalf(granted, NOW + 1),
              presentedHash: 'first',
              nextHash: `next ${runner}`,
              expiresAt,
            }),
            50,
          );
          const currentHash = `next ${winner}`;
          expect((await subject.stores.authorizations.find(granted.authorization.id))?.refresh).toEqual({
            currentHash,
            previousHash: 'first',
            rotatedAt: NOW + 1,
            generation: 1,
            usedAt: NOW + 1,
            expiresAt,
          });
        }),
      TIMEOUT_MS,
    );

    test(
      'a password that was proven opens a session, or is changed: of the two that race for a version, one is held',
      () =>
        rounds(async () => {
          const account = anAccount();
          await subject.stores.commit({ guard: { kind: 'account.insert', account }, changes: [] });
          const { id: accountId } = account;
          const old = aBrowserSession({ accountId });
          await subject.stores.commit({ changes: [{ kind: 'browser_session.insert', session: old }] });
          await race((runner) => ({
            kind: 'browser_session.start',
            session: aBrowserSession({ accountId, userAgent: `runner ${runner}` }),
            accountVersion: 1,
            replacesId: old.id,
          }));
          const late = aBrowserSession({ accountId });
          const replace = { kind: 'account.replace', account: { ...account, version: 2 } } as const;
          const start = { kind: 'browser_session.start', session: late, accountVersion: 1 } as const;
          const [other = subject.stores] = subject.rivals.slice(1);
          const changes = [{ kind: 'browser_sessions.end', accountId, at: NOW }] as const;
          await Promise.all([
            subject.stores.commit({ guard: replace, changes }),
            other.commit({ guard: start, changes: [] }),
          ]);
          // Whichever came first: nobody is left who knew the old one
          expect(await subject.stores.browserSessions.listLive(accountId, NOW)).toEqual([]);
        }),
      TIMEOUT_MS,
    );

    test(
      'an authorization request is answered by one of twenty',
      () =>
        rounds(async () => {
          const session = anAuthorizationSession();
          await subject.stores.commit({ changes: [{ kind: 'authorization_session.insert', session }] });
          await race(() => ({ kind: 'authorization_session.finish', id: session.id, at: NOW }), 20);
        }),
      TIMEOUT_MS,
    );

    test(
      'a username is taken by one of twenty, as a username or as an e-mail address',
      () =>
        rounds(async () => {
          const key = `${randomUUID()}@people.example`;
          const winner = await race(
            (runner) => ({
              kind: 'account.insert',
              account: anAccount(
                runner % 2 === 0
                  ? { username: `${runner}`, usernameKey: key }
                  : { username: `${runner}-${key}`, emailKey: key },
              ),
            }),
            20,
          );
          const account = await subject.stores.accounts.findByLogin(key);
          expect(account?.username).toStartWith(String(winner));
        }),
      TIMEOUT_MS,
    );

    test(
      'a session ends once for one of several',
      () =>
        rounds(async () => {
          const session = aBrowserSession();
          await subject.stores.commit({ changes: [{ kind: 'browser_session.insert', session }] });
          await race(() => ({ kind: 'browser_session.end', id: session.id, at: NOW }));
        }),
      TIMEOUT_MS,
    );

    test(
      'a time step of an authenticator app is used by one of twenty (RFC 6238 §5.2)',
      () =>
        rounds(async () => {
          const account = anAccount();
          const totp = aTotpFactor({ accountId: account.id, lastStep: 1 });
          await subject.stores.commit({ guard: { kind: 'account.insert', account }, changes: [] });
          await subject.stores.commit({ guard: { kind: 'totp.insert', totp }, changes: [] });
          await race(() => ({ kind: 'totp.use', accountId: account.id, step: 2, at: NOW }), 20);
        }),
      TIMEOUT_MS,
    );

    test(
      'a recovery code is used by one of twenty',
      () =>
        rounds(async () => {
          const account = anAccount();
          const { id: accountId } = account;
          await subject.stores.commit({
            guard: { kind: 'account.insert', account },
            changes: [{ kind: 'recovery_codes.insert', accountId, codeHashes: ['a', 'b'], at: NOW }],
          });
          await race(() => ({ kind: 'recovery_code.use', accountId, codeHash: 'a' }), 20);
          expect((await subject.stores.factors.count(accountId)).recoveryCodes).toBe(1);
        }),
      TIMEOUT_MS,
    );

    test(
      'a passkey is one person’s, and its counter is reached once',
      () =>
        rounds(async () => {
          const [one, other] = [anAccount(), anAccount()];
          for (const account of [one, other])
            await subject.stores.commit({ guard: { kind: 'account.insert', account }, changes: [] });
          const { id } = aPasskey();
          const owners = [one.id, other.id];
          const winner = await race((runner) => ({
            kind: 'passkey.insert',
            passkey: aPasskey({ id, accountId: owners[runner % 2] ?? one.id }),
          }));
          const accountId = owners[winner % 2] ?? one.id;
          expect((await subject.stores.factors.findPasskey(id))?.accountId).toBe(accountId);
          await race(() => ({ kind: 'passkey.use', id, accountId, counter: 7, at: NOW }));
        }),
      TIMEOUT_MS,
    );
  });
};
