import type { IdentityLink, UpstreamGuard } from '@cardea/core';
import { and, eq, gt, type SQL, sql } from 'drizzle-orm';
import {
  accounts,
  browserSessions,
  identityLinks,
  identityProviders,
  passkeys,
  upstreamAttempts,
} from '../schema/tables.ts';
import { inBothForms, itself } from './change-forms.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { keysAreFree } from './people-guards.ts';
import { assignments, insertInto, KEEP } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

const providerIsEnabled = sql`exists (select 1 from ${identityProviders}
  where ${identityProviders.id} = ${plain('providerId')} and ${identityProviders.enabled})`;

const accountIsActive = sql`exists (select 1 from ${accounts}
  where ${accounts.id} = ${plain('accountId')} and ${accounts.state} = 'active'
    and (${plain('accountVersion')} is null or ${accounts.version} = ${plain('accountVersion')}))`;

const sessionIsThere = sql`(${plain('inSession')} is null or exists (select 1 from ${browserSessions}
  where ${browserSessions.id} = ${plain('inSession')} and ${browserSessions.endedAt} is null))`;

const subjectIsFree = sql`not exists (select 1 from ${identityLinks}
  where ${identityLinks.providerId} = ${plain('providerId')} and ${identityLinks.subject} = ${plain('subject')})`;

const accountIsFree = sql`not exists (select 1 from ${identityLinks}
  where ${identityLinks.accountId} = ${plain('accountId')} and ${identityLinks.providerId} = ${plain('providerId')})`;

const hasPassword = sql`exists (select 1 from ${accounts}
  where ${accounts.id} = ${plain('accountId')} and ${accounts.password} is not null)`;

/** A passkey alone signs in too. */
const hasPasskey = sql`exists (select 1 from ${passkeys} where ${passkeys.accountId} = ${plain('accountId')})`;

const another = sql.identifier('another');
const hasAnotherLink = sql`exists (select 1 from ${identityLinks} ${another}
  join ${identityProviders} on ${identityProviders.id} = ${another}.${sql.identifier(identityLinks.providerId.name)}
  where ${another}.${sql.identifier(identityLinks.accountId.name)} = ${plain('accountId')}
    and ${another}.${sql.identifier(identityLinks.providerId.name)} <> ${plain('providerId')} and ${identityProviders.enabled})`;

interface AboutLink {
  readonly link: IdentityLink;
  readonly accountVersion?: number | undefined;
  readonly inSession?: string | undefined;
}

const linkValues = ({ link, accountVersion, inSession }: AboutLink) => ({ ...link, accountVersion, inSession });

const ofProvider = (column: SQL): SQL => sql`${column} = ${plain('id')}`;

export const upstreamGuards: GuardTable<UpstreamGuard['kind']> = {
  'identity_provider.insert': changing(insertInto(identityProviders, { onConflict: KEEP }), (guard) => guard.provider),
  'identity_provider.replace': changing(
    statement(
      sql`update ${identityProviders} set ${assignments(identityProviders, ['id'])}
        where ${identityProviders.id} = ${plain('id')} and ${identityProviders.version} = ${plain('version')} - 1`,
    ),
    (guard) => guard.provider,
  ),
  'identity_provider.delete': changing(
    statement(builder.delete(identityProviders).where(eq(identityProviders.id, plain('id')))),
    itself,
    [
      inBothForms(
        (held) =>
          statement(builder.delete(identityLinks).where(and(ofProvider(sql`${identityLinks.providerId}`), held))),
        itself,
      ),
      inBothForms(
        (held) =>
          statement(builder.delete(upstreamAttempts).where(and(ofProvider(sql`${upstreamAttempts.providerId}`), held))),
        itself,
      ),
    ],
  ),
  'upstream_attempt.finish': changing(
    statement(
      builder
        .delete(upstreamAttempts)
        .where(
          and(
            eq(upstreamAttempts.id, plain('id')),
            eq(upstreamAttempts.browserHash, plain('browserHash')),
            gt(upstreamAttempts.expiresAt, plain('at')),
          ),
        ),
    ),
    itself,
  ),
  'identity_link.use': changing(
    statement(
      sql`update ${identityLinks} set ${sql.identifier(identityLinks.usedAt.name)} = ${plain('usedAt')},
          ${sql.identifier(identityLinks.label.name)} = ${plain('label')}
        where ${identityLinks.providerId} = ${plain('providerId')} and ${identityLinks.subject} = ${plain('subject')}
          and ${identityLinks.accountId} = ${plain('accountId')}
          and ${providerIsEnabled} and ${accountIsActive}`,
    ),
    linkValues,
  ),
  'identity_link.insert': changing(
    insertInto(identityLinks, {
      held: sql`${providerIsEnabled} and ${accountIsActive} and ${sessionIsThere} and ${subjectIsFree} and ${accountIsFree}`,
      onConflict: KEEP,
    }),
    linkValues,
  ),
  'account.insert_linked': changing(
    insertInto(accounts, {
      held: sql`${keysAreFree} and ${providerIsEnabled} and ${subjectIsFree}`,
      onConflict: KEEP,
    }),
    ({ account, providerId, subject }) => ({ ...account, providerId, subject }),
  ),
  'identity_link.delete': changing(
    statement(
      builder
        .delete(identityLinks)
        .where(
          and(
            eq(identityLinks.accountId, plain('accountId')),
            eq(identityLinks.providerId, plain('providerId')),
            sql`(${plain('always')} = 1 or ${hasPassword} or ${hasPasskey} or ${hasAnotherLink})`,
          ),
        ),
    ),
    ({ providerId, accountId, evenIfLast }) => ({ providerId, accountId, always: evenIfLast ? 1 : 0 }),
  ),
};
