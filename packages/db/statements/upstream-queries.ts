import { and, asc, eq, sql } from 'drizzle-orm';
import { identityLinks, identityProviders, upstreamAttempts } from '../schema/tables.ts';
import { select } from './rows.ts';
import { plain } from './statement.ts';

export const findIdentityProvider = select<typeof identityProviders, { readonly id: string }>(
  identityProviders,
  sql`where ${eq(identityProviders.id, plain('id'))}`,
);

export const listIdentityProviders = select<typeof identityProviders, object>(
  identityProviders,
  sql`order by ${asc(identityProviders.sequence)}`,
);

export const findIdentityLink = select<typeof identityLinks, { readonly providerId: string; readonly subject: string }>(
  identityLinks,
  sql`where ${and(eq(identityLinks.providerId, plain('providerId')), eq(identityLinks.subject, plain('subject')))}`,
);

export const listIdentityLinks = select<typeof identityLinks, { readonly accountId: string }>(
  identityLinks,
  sql`where ${eq(identityLinks.accountId, plain('accountId'))}
    order by ${asc(identityLinks.createdAt)}, ${asc(identityLinks.providerId)}`,
);

export const findUpstreamAttempt = select<typeof upstreamAttempts, { readonly id: string }>(
  upstreamAttempts,
  sql`where ${eq(upstreamAttempts.id, plain('id'))}`,
);
