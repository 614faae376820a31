import type { TrustedIssuerGuard } from '@cardea/core';
import { asc, eq, sql } from 'drizzle-orm';
import { assertions, trustedIssuers } from '../schema/tables.ts';
import { itself } from './change-forms.ts';
import { isStanding, standingValues } from './exchange-guards.ts';
import { changing, type GuardTable } from './guard-forms.ts';
import { assignments, insertInto, KEEP, select } from './rows.ts';
import { builder, plain, statement } from './statement.ts';

const isTrusted = sql`(${plain('trustedVersion')} is null or exists (select 1 from ${trustedIssuers}
  where ${trustedIssuers.issuer} = ${plain('issuer')} and ${trustedIssuers.version} = ${plain('trustedVersion')}
    and ${trustedIssuers.enabled}))`;

export const trustedIssuerGuards: GuardTable<TrustedIssuerGuard['kind']> = {
  'trusted_issuer.insert': changing(insertInto(trustedIssuers, { onConflict: KEEP }), (guard) => guard.trusted),
  'trusted_issuer.replace': changing(
    statement(
      sql`update ${trustedIssuers} set ${assignments(trustedIssuers, ['issuer'])}
        where ${trustedIssuers.issuer} = ${plain('issuer')} and ${trustedIssuers.version} = ${plain('version')} - 1`,
    ),
    (guard) => guard.trusted,
  ),
  'trusted_issuer.delete': changing(
    statement(builder.delete(trustedIssuers).where(eq(trustedIssuers.issuer, plain('issuer')))),
    itself,
  ),
  'assertion.redeem': changing(
    insertInto(assertions, { held: sql`${isStanding} and ${isTrusted}`, onConflict: KEEP }),
    (guard) => ({
      ...standingValues(guard),
      issuer: guard.issuer,
      jti: guard.jti,
      expiresAt: guard.expiresAt,
      trustedVersion: guard.trustedVersion,
    }),
  ),
};

export const findTrustedIssuer = select<typeof trustedIssuers, { readonly issuer: string }>(
  trustedIssuers,
  sql`where ${eq(trustedIssuers.issuer, plain('issuer'))}`,
);

export const listTrustedIssuers = select<typeof trustedIssuers, object>(
  trustedIssuers,
  sql`order by ${asc(trustedIssuers.sequence)}`,
);
