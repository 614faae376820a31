import type { PeopleGuard } from '@cardea/core';
import { and, eq, gt, isNull, lt, lte, sql } from 'drizzle-orm';
import {
  accounts,
  appPasswords,
  authorizationCodes,
  authorizationSessions,
  authorizations,
  browserSessions,
  clients,
  consents,
  identityLinks,
  oneTimeLinks,
  passkeys,
  recoveryCodes,
  totpFactors,
} from '../schema/tables.ts';
import { type ChangeForms, inBothForms, itself } from './change-forms.ts';
import { takeFrom } from './factor-changes.ts';
import { changing, finding, type GuardTable } from './guard-forms.ts';
import { isActive, isPresent, mayBeServed, onBehalf, stands } from './on-behalf.ts';
import { assignments, insertInto, KEEP } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

/** Design D1. */
const MAX_CODE_FAILURES = sql.raw('5');

/** Whoever types a username or an e-mail address must mean one person: each is compared with both of everybody else. */
export const keysAreFree = sql`not exists (select 1 from ${accounts}
  where (${accounts.usernameKey} in (${plain('usernameKey')}, ${plain('emailKey')})
      or ${accounts.emailKey} in (${plain('usernameKey')}, ${plain('emailKey')}))
    and ${accounts.id} <> ${plain('id')})`;

/** An active owner other than the account named; or the account was none, so that nobody is lost. */
const leavesAnOwner = sql`(${accounts.role} is not 'owner' or ${accounts.state} <> 'active'
  or exists (select 1 from ${accounts} as other
    where other.role = 'owner' and other.state = 'active' and other.id <> ${accounts.id}))`;
const staysAnOwner = sql`(${plain('role')} = 'owner' and ${plain('state')} = 'active')`;

const presentsCurrent = eq(authorizations.refreshHash, plain('presentedHash'));
const presentsPrevious = sql`(${authorizations.refreshPreviousHash} = ${plain('presentedHash')}
  and ${authorizations.refreshRotatedAt} > ${plain('replacedAfter')})`;
const notIdle = gt(authorizations.refreshExpiresAt, plain('at'));

/** Who is answered about, if anybody, is there. */
export const answersForPresent = sql`(${plain('accountId')} is null or (${isPresent}))`;

export const ofUnchanged = sql`(${plain('answeredClientId')} is null or exists (select 1 from ${clients}
  where ${clients.id} = ${plain('answeredClientId')} and ${clients.version} = ${plain('answeredClientVersion')} and ${clients.enabled}))`;

const sessionIsOpen = and(eq(authorizationSessions.id, plain('id')), gt(authorizationSessions.expiresAt, plain('at')));

const codesOfPerson = sql`${authorizationCodes.authorizationId} in (
  select ${authorizations.id} from ${authorizations} where ${authorizations.accountId} = ${plain('id')})`;

/** What is kept about a person beside the account itself. */
const everythingOfIt: readonly ChangeForms<{ readonly id: string }>[] = [
  inBothForms(
    (held) => statement(builder.delete(browserSessions).where(and(eq(browserSessions.accountId, plain('id')), held))),
    itself,
  ),
  inBothForms(
    (held) => statement(builder.delete(consents).where(and(eq(consents.accountId, plain('id')), held))),
    itself,
  ),
  inBothForms(
    (held) => statement(builder.delete(oneTimeLinks).where(and(eq(oneTimeLinks.accountId, plain('id')), held))),
    itself,
  ),
  inBothForms(
    (held) => statement(builder.delete(identityLinks).where(and(eq(identityLinks.accountId, plain('id')), held))),
    itself,
  ),
  inBothForms((held) => statement(builder.delete(authorizationCodes).where(and(codesOfPerson, held))), itself),
  inBothForms(
    (held) => statement(builder.delete(authorizations).where(and(eq(authorizations.accountId, plain('id')), held))),
    itself,
  ),
  takeFrom(totpFactors, 'id'),
  takeFrom(passkeys, 'id'),
  takeFrom(appPasswords, 'id'),
  takeFrom(recoveryCodes, 'id'),
];

export const peopleGuards: GuardTable<PeopleGuard['kind']> = {
  'account.insert': changing(insertInto(accounts, { held: keysAreFree, onConflict: KEEP }), (guard) => guard.account),
  'account.replace': changing(
    statement(
      sql`update ${accounts} set ${assignments(accounts, ['id'])}
        where ${accounts.id} = ${plain('id')} and ${accounts.version} = ${plain('version')} - 1 and ${keysAreFree}
          and (${staysAnOwner} or ${leavesAnOwner})`,
    ),
    (guard) => guard.account,
  ),
  'account.delete': changing(
    statement(builder.delete(accounts).where(and(eq(accounts.id, plain('id')), leavesAnOwner))),
    itself,
    everythingOfIt,
  ),
  'account.expire': changing(
    statement(
      builder
        .delete(accounts)
        .where(
          and(
            eq(accounts.id, plain('id')),
            eq(accounts.state, sql.raw("'deleting'")),
            lte(accounts.deleteAt, plain('at')),
          ),
        ),
    ),
    itself,
    everythingOfIt,
  ),
  'account.active': finding(isActive(plain('id')), itself),
  'browser_session.start': changing(
    insertInto(browserSessions, {
      held: sql`exists (${isActive(plain('accountId'))} and ${accounts.version} = ${plain('accountVersion')})
        and (${plain('replacesId')} is null or exists (select 1 from ${browserSessions}
          where ${browserSessions.id} = ${plain('replacesId')} and ${browserSessions.endedAt} is null))`,
      onConflict: KEEP,
    }),
    ({ session, accountVersion, replacesId }) => ({ ...session, accountVersion, replacesId }),
    [
      inBothForms(
        (held) =>
          statement(
            builder
              .update(browserSessions)
              .set({ endedAt: plain('createdAt') })
              .where(and(eq(browserSessions.id, plain('replacesId')), isNull(browserSessions.endedAt), held)),
          ),
        ({ session, replacesId }) => ({ createdAt: session.createdAt, replacesId }),
      ),
    ],
  ),
  'browser_session.end': changing(
    statement(
      builder
        .update(browserSessions)
        .set({ endedAt: plain('at') })
        .where(and(eq(browserSessions.id, plain('id')), isNull(browserSessions.endedAt))),
    ),
    itself,
  ),
  'authorization_session.replace': changing(
    statement(
      sql`update ${authorizationSessions} set ${assignments(authorizationSessions, ['id'])} where ${sessionIsOpen}`,
    ),
    ({ session, at }) => ({ ...session, at }),
  ),
  'authorization_session.finish': changing(
    statement(builder.delete(authorizationSessions).where(and(sessionIsOpen, answersForPresent, ofUnchanged))),
    ({ id, at, about, client }) => ({
      id,
      at,
      accountId: about?.accountId,
      sid: about?.sid,
      answeredClientId: client?.id,
      answeredClientVersion: client?.version,
    }),
  ),
  'authorization_code.redeem': changing(
    statement(
      builder
        .update(authorizationCodes)
        .set({ redeemedAt: plain('at') })
        .where(
          and(
            eq(authorizationCodes.id, plain('id')),
            eq(authorizationCodes.authorizationId, plain('authorizationId')),
            isNull(authorizationCodes.redeemedAt),
            gt(authorizationCodes.expiresAt, plain('at')),
            lt(authorizationCodes.failures, MAX_CODE_FAILURES),
            sql`exists (select 1 from ${authorizations} where ${stands})`,
            mayBeServed,
          ),
        ),
    ),
    onBehalf,
  ),
  'refresh.rotate': changing(
    statement(
      builder
        .update(authorizations)
        .set({
          refreshHash: plain('nextHash'),
          refreshPreviousHash: sql`${authorizations.refreshHash}`,
          refreshRotatedAt: plain('at'),
          refreshGeneration: sql`${authorizations.refreshGeneration} + 1`,
          refreshExpiresAt: plain('expiresAt'),
          refreshUsedAt: plain('at'),
        })
        .where(and(stands, presentsCurrent, notIdle, mayBeServed)),
    ),
    onBehalf,
  ),
  'refresh.use': changing(
    statement(
      builder
        .update(authorizations)
        .set({ refreshExpiresAt: plain('expiresAt'), refreshUsedAt: plain('at') })
        .where(and(stands, sql`(${presentsCurrent} or ${presentsPrevious})`, notIdle, mayBeServed)),
    ),
    onBehalf,
  ),
  'authorization.revoke': changing(
    statement(
      builder
        .update(authorizations)
        .set({ revokedAt: plain('at') })
        .where(and(eq(authorizations.id, plain('id')), isNull(authorizations.revokedAt))),
    ),
    itself,
  ),
  'consent.delete': changing(
    statement(
      builder
        .delete(consents)
        .where(and(eq(consents.accountId, plain('accountId')), eq(consents.clientId, plain('clientId')))),
    ),
    itself,
  ),
};
