import { type Refusal, refuse } from '@cardea/protocol';
import type { ActorClaim } from '../ports/actor-claim.ts';

/** So many may have acted one after the other. */
const MAX_ACTORS = 4;

type Named = Pick<ActorClaim, 'sub' | 'iss'>;

const isSame = (a: Named, b: Named): boolean => a.sub === b.sub && a.iss === b.iss;

/** Those who act and acted, the last one first. */
export const actorsOf = (act: ActorClaim | undefined): readonly ActorClaim[] =>
  act === undefined ? [] : [act, ...actorsOf(act.act)];

/**
 * The chain with one more actor outside (RFC 8693 §4.1). Who acts already does not act anew; one who acted before, and the
 * subject itself, would close a circle.
 */
export const withActor = (
  { subject, act }: { readonly subject: string; readonly act: ActorClaim | undefined },
  actor: Named,
): ActorClaim | Refusal => {
  if (act !== undefined && isSame(act, actor)) return act;
  const before = actorsOf(act);
  if (isSame(actor, { sub: subject }) || before.some((earlier) => isSame(earlier, actor)))
    return refuse('exchange.cycle', { actor: actor.sub });
  if (before.length >= MAX_ACTORS) return refuse('exchange.too_deep', { actors: before.length });
  const { sub, iss } = actor;
  return { sub, ...(iss === undefined ? {} : { iss }), ...(act === undefined ? {} : { act }) };
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether a `may_act` claim names this actor (RFC 8693 §4.4); a claim that cannot be read names nobody. A name without an issuer
 * is one of `by`, who wrote the claim; an actor without one is ours.
 */
export const mayAct = (
  claim: unknown,
  actor: Named,
  { issuer, by = issuer }: { readonly issuer: string; readonly by?: string | undefined },
): boolean => {
  if (claim === undefined) return true;
  if (!isObject(claim) || claim.sub !== actor.sub) return false;
  return (claim.iss ?? by) === (actor.iss ?? issuer);
};

/** An `act` claim of somebody else's token: members that are known, as deep as ours may be; undefined where it is none. */
export const readActor = (claim: unknown, depth = MAX_ACTORS): ActorClaim | undefined => {
  if (!isObject(claim) || depth === 0) return undefined;
  const { sub, iss, act } = claim;
  if (typeof sub !== 'string' || sub === '' || (iss !== undefined && typeof iss !== 'string')) return undefined;
  const earlier = act === undefined ? undefined : readActor(act, depth - 1);
  if (act !== undefined && earlier === undefined) return undefined;
  return { sub, ...(iss === undefined ? {} : { iss }), ...(earlier === undefined ? {} : { act: earlier }) };
};
