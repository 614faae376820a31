import { describe, expect, test } from 'bun:test';
import type { Change, Guard } from '@cardea/core';
import {
  aBrowserSession,
  aClient,
  aConsent,
  anAccessToken,
  anAccount,
  anAuditEntry,
  anAuthorization,
  anAuthorizationCode,
  anAuthorizationSession,
  aResource,
  aScope,
  aSigningKey,
  fakeClock,
  temporaryFolder,
} from '@cardea/testkit';
import { embeddedMigrationTarget, openConnection } from '../executor/embedded/open.ts';
import { migrate } from '../migrate/migrate.ts';
import {
  findAccount,
  findAccountByLogin,
  findAuthorization,
  findAuthorizationCode,
  findAuthorizationSession,
  findBrowserSession,
  findConsent,
  listAccountsAfter,
  listConsents,
  listLiveAuthorizations,
  listLiveBrowserSessions,
} from './people-queries.ts';
import { accessTokenList, findAccessToken, findArrival, findClient, listAudit, listAuditOfTarget } from './queries.ts';
import { removals } from './removals.ts';
import { sweepCall } from './revocations.ts';
import type { Query } from './rows.ts';
import { type Call, call } from './statement.ts';
import { decidedWork, markedWork } from './work.ts';

const id = anAccessToken().id;
const onBehalf = { at: 0, client: { id: 'c', version: 1 }, accountId: 'u', authorizationId: id } as const;

const guards: { readonly [K in Guard['kind']]: Extract<Guard, { kind: K }> } = {
  'client.unchanged': { kind: 'client.unchanged', id: 'c', version: 1 },
  'client.insert': { kind: 'client.insert', client: aClient() },
  'client.replace': { kind: 'client.replace', client: aClient() },
  'client.delete': { kind: 'client.delete', id: 'c' },
  'resource.insert': { kind: 'resource.insert', resource: aResource() },
  'resource.replace': { kind: 'resource.replace', resource: aResource() },
  'resource.delete': { kind: 'resource.delete', uri: 'u' },
  'scope.insert': { kind: 'scope.insert', scope: aScope() },
  'scope.replace': { kind: 'scope.replace', scope: aScope() },
  'scope.delete': { kind: 'scope.delete', name: 's' },
  'access_token.revoke': { kind: 'access_token.revoke', id: anAccessToken().id, at: 0 },
  'assertion.claim': { kind: 'assertion.claim', issuer: 'i', jti: 'j', expiresAt: 0 },
  'signing_key.insert': { kind: 'signing_key.insert', key: aSigningKey(), after: undefined },
  'signing_key.revoke': { kind: 'signing_key.revoke', id: 'k', at: 0 },
  'rate_limit.take': { kind: 'rate_limit.take', key: 'k', burst: 1, intervalMs: 1, nowMs: 0 },
  'account.insert': { kind: 'account.insert', account: anAccount() },
  'account.replace': { kind: 'account.replace', account: anAccount() },
  'account.delete': { kind: 'account.delete', id: 'u' },
  'account.active': { kind: 'account.active', id: 'u' },
  'browser_session.end': { kind: 'browser_session.end', id, at: 0 },
  'authorization_session.replace': {
    kind: 'authorization_session.replace',
    session: anAuthorizationSession(),
    at: 0,
  },
  'authorization_session.finish': { kind: 'authorization_session.finish', id, at: 0 },
  'authorization_code.redeem': { kind: 'authorization_code.redeem', id, ...onBehalf },
  'refresh.rotate': { kind: 'refresh.rotate', ...onBehalf, presentedHash: 'p', nextHash: 'n', expiresAt: 1 },
  'refresh.use': { kind: 'refresh.use', ...onBehalf, presentedHash: 'p', replacedAfter: 0, expiresAt: 1 },
  'authorization.revoke': { kind: 'authorization.revoke', id, at: 0 },
  'consent.delete': { kind: 'consent.delete', accountId: 'u', clientId: 'c' },
};

const changes: { readonly [K in Change['kind']]: Extract<Change, { kind: K }> } = {
  'access_token.insert': { kind: 'access_token.insert', token: anAccessToken() },
  'access_tokens.evict': { kind: 'access_tokens.evict', clientId: 'c', keep: 1, at: 0 },
  'access_tokens.revoke': { kind: 'access_tokens.revoke', clientId: 'c', at: 0 },
  'scope.ensure': { kind: 'scope.ensure', scope: aScope() },
  'signing_key.remove_at': { kind: 'signing_key.remove_at', id: 'k', removeAt: 0 },
  'rate_limit.give': { kind: 'rate_limit.give', key: 'k', intervalMs: 1 },
  'audit.append': { kind: 'audit.append', entry: anAuditEntry() },
  'browser_session.insert': { kind: 'browser_session.insert', session: aBrowserSession() },
  'browser_session.touch': { kind: 'browser_session.touch', id, lastSeenAt: 0, expiresAt: 1 },
  'browser_sessions.end': { kind: 'browser_sessions.end', accountId: 'u', at: 0 },
  'authorization_session.insert': { kind: 'authorization_session.insert', session: anAuthorizationSession() },
  'authorization.insert': { kind: 'authorization.insert', authorization: anAuthorization() },
  'authorization_code.insert': { kind: 'authorization_code.insert', code: anAuthorizationCode() },
  'authorization_code.fail': { kind: 'authorization_code.fail', id },
  'refresh.start': { kind: 'refresh.start', authorizationId: id, currentHash: 'h', at: 0, expiresAt: 1 },
  'authorizations.revoke': { kind: 'authorizations.revoke', accountId: 'u', clientId: 'c', at: 0 },
  'consent.put': { kind: 'consent.put', consent: aConsent() },
};

const filter = { clientId: 'c', liveAt: 0, limit: 1 };
const sweep = { sequence: 1, ofAll: false, sweptTo: 0, upTo: 1 };
const asCall = <V extends object>({ statement }: Query<V, unknown>, values: V): Call => call(statement, values);
const [byId, ofAccount] = [{ id }, { accountId: 'u', at: 0 }];
const reads: readonly Call[] = [
  asCall(findClient, { id: 'c' }),
  asCall(findAccessToken, byId),
  asCall(findArrival, { key: 'k' }),
  asCall(accessTokenList(filter), filter),
  asCall(listAudit, { limit: 1, before: 1 }),
  asCall(listAuditOfTarget, { limit: 1, before: 1, target: 't' }),
  asCall(findAccount, byId),
  asCall(findAccountByLogin, { key: 'k' }),
  asCall(listAccountsAfter, { after: 'u', limit: 1 }),
  asCall(findBrowserSession, byId),
  asCall(listLiveBrowserSessions, ofAccount),
  asCall(findAuthorizationSession, byId),
  asCall(findAuthorizationCode, byId),
  asCall(findAuthorization, byId),
  asCall(listLiveAuthorizations, ofAccount),
  asCall(findConsent, { accountId: 'u', clientId: 'c' }),
  asCall(listConsents, { accountId: 'u' }),
];

/** Tables that hold a handful of rows at most, and the list in one field of a row. */
const SMALL = /^SCAN (signing_keys|unit_marks|mass_revocations|former_clients|json_each|CONSTANT ROW)/;

describe('every statement on a hot path', () => {
  test('finds its rows by a key or an index', async () => {
    using folder = temporaryFolder();
    const connection = await openConnection(`${folder.path}/cardea.db`, 'FULL');
    await migrate(embeddedMigrationTarget(connection), fakeClock(0));
    const unit = (guard: Guard) => ({ guard, changes: Object.values(changes) });
    const works = Object.values(guards).flatMap((guard) => [decidedWork(unit(guard)), markedWork(unit(guard), 1)]);
    const calls = works.flatMap(({ guard, changes }) => [guard ?? [], changes].flat());
    const removing = removals.flatMap((removal) => removal({ now: 0, nowMs: 0, limit: 1 }));
    const sweeps = [true, false].map((ofAll) => sweepCall({ ...sweep, ofAll }, { from: 0, limit: 1 }));
    for (const { sql, args } of [...calls, ...reads, ...removing, ...sweeps]) {
      const plan = connection.rows(`explain query plan ${sql}`, args).map((row) => String(row[3]));
      const slow = plan.filter((step) => step.startsWith('SCAN') && !SMALL.test(step));
      expect([sql, slow]).toEqual([sql, []]);
    }
    connection.close();
  });
});

describe('a unit with a mark', () => {
  test('asks for its own mark in every change, and sets it once', () => {
    for (const guard of Object.values(guards)) {
      const { guard: calls, changes: dependent } = markedWork({ guard, changes: Object.values(changes) }, 4711);
      expect(calls.at(-1)?.sql).toStartWith('insert into "unit_marks"');
      expect(calls.flatMap(({ args }) => args).filter((arg) => arg === 4711)).toHaveLength(1);
      for (const { sql, args } of dependent) {
        expect(sql).toContain('exists (select 1 from "unit_marks"');
        expect(args.filter((arg) => arg === 4711)).toHaveLength(1);
      }
    }
  });
});
