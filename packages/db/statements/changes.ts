import type { Change } from '@cardea/core';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { accessTokens, audit, scopes, signingKeys, unitMarks } from '../schema/tables.ts';
import { revokeAll, unrevokedAndUnexpired } from './revocations.ts';
import { insertInto } from './rows.ts';
import { builder, type Call, call, MARK, plain, type Statement, statement, value } from './statement.ts';

type Kind = Change['kind'];
type ChangeOf<K extends Kind> = { readonly [P in K]: Extract<Change, { readonly kind: P }> & { readonly kind: P } }[K];

/** A change in its two forms: as it is, and for a unit whose guard is decided inside the database (ADR 0016). */
type ChangeTable = { readonly [K in Kind]: (change: ChangeOf<K>, mark: number | undefined) => Call };

const held = sql`exists (select 1 from ${unitMarks} where ${unitMarks.id} = ${plain(MARK)})`;

const changing = <C, V extends object>(
  build: (held: SQL | undefined) => Statement<V>,
  values: (change: C) => V,
): ((change: C, mark: number | undefined) => Call) => {
  const always = build(undefined);
  const marked = build(held);
  return (change, mark) => call(mark === undefined ? always : marked, values(change), mark);
};

const itself = <C>(change: C): C => change;

const ofClient = eq(accessTokens.clientId, value(accessTokens.clientId, 'clientId'));
/** The oldest live tokens of a client, all but `keep`. */
const surplus = sql`${accessTokens.sequence} in (select ${accessTokens.sequence} from ${accessTokens}
  where ${ofClient} and ${unrevokedAndUnexpired(plain('at'))} order by ${accessTokens.id} desc limit -1 offset ${plain('keep')})`;

const changes: ChangeTable = {
  'access_token.insert': changing(
    (held) => insertInto(accessTokens, { held }),
    (change) => change.token,
  ),
  'access_tokens.evict': changing(
    (held) =>
      statement(
        builder
          .update(accessTokens)
          .set({ revokedAt: plain('at') })
          .where(and(surplus, held)),
      ),
    itself,
  ),
  'access_tokens.revoke': changing(revokeAll, itself),
  'scope.ensure': changing(
    (held) => insertInto(scopes, { held, orIgnore: true }),
    (change) => change.scope,
  ),
  'signing_key.remove_at': changing(
    (held) =>
      statement(
        builder
          .update(signingKeys)
          .set({ removeAt: plain('removeAt') })
          .where(and(eq(signingKeys.id, plain('id')), isNull(signingKeys.removeAt), held)),
      ),
    itself,
  ),
  'audit.append': changing(
    (held) => insertInto(audit, { held }),
    (change) => change.entry,
  ),
};

const callOf = <K extends Kind>(change: ChangeOf<K>): ((change: ChangeOf<K>, mark: number | undefined) => Call) =>
  changes[change.kind];

/** `mark` is the mark of the unit whose guard must have held; without it the change takes effect in any case. */
export const changeCall = (change: Change, mark?: number): Call => callOf(change)(change, mark);
