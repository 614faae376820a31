import { describe, expect, test } from 'bun:test';
import type { Guard } from '@cardea/core';
import { fakeClock, temporaryFolder } from '@cardea/testkit';
import { embeddedMigrationTarget, openConnection } from '../executor/embedded/open.ts';
import { migrate } from '../migrate/migrate.ts';
import { findAppPassword, findAppPasswordBySecret, listAppPasswords } from './app-passwords.ts';
import { findBranding } from './brandings.ts';
import { findDeviceCode, findDeviceCodeByUserCode } from './device-queries.ts';
import { findEmailCode } from './email-codes.ts';
import { changes, guards, id } from './examples.fixture.ts';
import { findIdempotentCall } from './idempotent-calls.ts';
import { listKeptRefusals, listKeptRefusalsOfRequest } from './kept-refusals.ts';
import { allowanceListing, listing, listingForms, listingValues, shapeOf } from './listings.ts';
import { findOneTimeLink } from './one-time-links.ts';
import { findOutboxMessage, listDue, outboxDepth } from './outbox.ts';
import {
  findAccount,
  findAccountByLogin,
  findAuthorization,
  findAuthorizationCode,
  findAuthorizationSession,
  findBrowserSession,
  findConsent,
  findOwner,
  listAccountsAfter,
  listConsents,
  listDueAccounts,
  listLiveAuthorizations,
  listLiveBrowserSessions,
} from './people-queries.ts';
import { accessTokenList, findAccessToken, findArrival, findClient, listAudit, listAuditOfTarget } from './queries.ts';
import { removals } from './removals.ts';
import { findPushedRequest } from './request-queries.ts';
import { sweepCall } from './revocations.ts';
import type { Query } from './rows.ts';
import { listEndedSessionClients, listSessionClients } from './session-clients.ts';
import { type Call, call } from './statement.ts';
import { countTokensOfAuthorization, countTokensOfPerson } from './token-limits.ts';
import { findTrustedIssuer } from './trusted-issuers.ts';
import { findIdentityLink, findIdentityProvider, findUpstreamAttempt, listIdentityLinks } from './upstream-queries.ts';
import { decidedWork, markedWork } from './work.ts';

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
  asCall(findOwner, {}),
  asCall(listAccountsAfter, { after: 'u', limit: 1 }),
  asCall(listDueAccounts, { at: 0, limit: 1 }),
  asCall(findBrowserSession, byId),
  asCall(listLiveBrowserSessions, ofAccount),
  asCall(findAuthorizationSession, byId),
  asCall(findAuthorizationCode, byId),
  asCall(findPushedRequest, byId),
  asCall(countTokensOfPerson, { clientId: 'c', subject: 's', at: 0 }),
  asCall(countTokensOfAuthorization, { clientId: 'c', subject: 's', at: 0, authorizationId: id, since: 0 }),
  asCall(findAuthorization, byId),
  asCall(listLiveAuthorizations, ofAccount),
  asCall(findConsent, { accountId: 'u', clientId: 'c' }),
  asCall(listSessionClients, { sid: 's' }),
  asCall(listEndedSessionClients, { limit: 1 }),
  asCall(listConsents, { accountId: 'u' }),
  asCall(findEmailCode, { flowId: id }),
  asCall(findOneTimeLink, byId),
  asCall(listKeptRefusalsOfRequest, { requestId: 'r' }),
  asCall(listKeptRefusals, { limit: 1 }),
  asCall(findIdempotentCall, byId),
  asCall(findAppPassword, byId),
  asCall(findAppPasswordBySecret, { secretHash: 'h' }),
  asCall(listAppPasswords, { accountId: 'u' }),
  asCall(findOutboxMessage, byId),
  asCall(listDue, { at: 0, kinds: '["k"]', limit: 1 }),
  asCall(outboxDepth, {}),
  asCall(findIdentityProvider, { id: 'p' }),
  asCall(findIdentityLink, { providerId: 'p', subject: 's' }),
  asCall(listIdentityLinks, { accountId: 'u' }),
  asCall(findUpstreamAttempt, byId),
  asCall(findDeviceCode, byId),
  asCall(findBranding, { owner: 'c' }),
  asCall(findTrustedIssuer, { issuer: 'i' }),
  asCall(findDeviceCodeByUserCode, { userCodeHash: 'h' }),
];

/** What people ask of the lists that may be long. */
const asked: readonly (readonly [list: keyof typeof listingForms, query: object])[] = [
  ['clients', { after: 1 }],
  ['clients', { words: ['a', 'b'], enabled: true }],
  ['accounts', { after: 1 }],
  ['accounts', { words: ['a'], after: 1, state: 'active' }],
  ['accessTokens', { after: id, liveAt: 0 }],
  ['accessTokens', { subject: 'u', liveAt: 0 }],
  ['accessTokens', { clientId: 'c', liveAt: 0 }],
  ['sessions', { at: 0, after: id }],
  ['sessions', { at: 0, accountId: 'u' }],
  ['resources', { after: 'https://a.example' }],
  ['scopes', { after: 'a' }],
];
const lists: readonly Call[] = asked.map(([name, narrowing]) => {
  const query = { limit: 1, ...narrowing };
  return asCall(listing(listingForms[name], shapeOf(listingForms[name], query)), listingValues(query));
});
const given = [{ accountId: 'u' }, { clientId: 'c' }].map((of) => ({ limit: 1, at: 0, after: 'a', ...of }) as const);
const allowed: readonly Call[] = given.map((query) => asCall(allowanceListing(query).query, query));

/** Tables that hold a handful of rows at most, or a bounded number that no request reads, and the list in one field of a row. */
const SMALL =
  /^SCAN (initial_access_tokens|signing_keys|resources|unit_marks|mass_revocations|former_clients|json_each|kept_refusals|named|CONSTANT ROW)/;
/** What an administrator does once in a while may look at every client. */
const RARE = /^delete from "(scopes|resources)"/;

describe('every statement on a hot path', () => {
  test('finds its rows by a key or an index', async () => {
    using folder = temporaryFolder();
    const connection = await openConnection(`${folder.path}/cardea.db`, 'FULL');
    await migrate(embeddedMigrationTarget(connection), fakeClock(0));
    const unit = (guard: Guard) => ({ guard, changes: Object.values(changes) });
    const works = Object.values(guards).flatMap((guard) => [decidedWork(unit(guard)), markedWork(unit(guard), 1)]);
    const calls = works.flatMap(({ guard, changes }) => [guard ?? [], changes].flat());
    const removing = removals.flatMap((removal) => removal({ now: 0, nowMs: 0, limit: 1, auditBefore: 0 }));
    const sweeps = [true, false].map((ofAll) => sweepCall({ ...sweep, ofAll }, { from: 0, limit: 1 }));
    for (const { sql, args } of [...calls, ...reads, ...lists, ...allowed, ...removing, ...sweeps]) {
      const plan = connection.rows(`explain query plan ${sql}`, args).map((row) => String(row[3]));
      const isAllowed = (step: string) => SMALL.test(step) || (RARE.test(sql) && step === 'SCAN clients');
      const slow = plan.filter((step) => step.startsWith('SCAN') && !isAllowed(step));
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
