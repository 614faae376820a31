import { isRefusal, parseScope, type Refusal, refuse } from '@cardea/protocol';
import { type TrustedSubject, trustedSubject } from '../accounts/trusted-subject.ts';
import { readActor } from '../checks/actor-chain.ts';
import { checkGrantAssertion } from '../checks/grant-assertion.ts';
import { mayPresent } from '../checks/may-present.ts';
import { findClientKeys } from '../client-keys/find-client-keys.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { ActorClaim } from '../ports/actor-claim.ts';
import type { Client } from '../ports/client.ts';
import { type EpochSeconds, seconds } from '../ports/clock.ts';
import type { TrustedIssuer } from '../ports/trusted-issuer.ts';
import { allowedAlgorithms } from '../profiles/profile.ts';

/** What a JWT of a trusted issuer says, where its signature and claims are good (RFC 8693 §3, RFC 7523 §3). */
export interface ForeignToken {
  readonly trusted: TrustedIssuer;
  readonly subject: TrustedSubject;
  /** What its issuer calls the subject. */
  readonly sub: string;
  /** Those it names, or all that its issuer may give. */
  readonly scopes: readonly string[];
  readonly expiresAt: EpochSeconds;
  readonly act: ActorClaim | undefined;
  readonly mayAct: unknown;
}

export type ForeignOptions = Pick<
  EngineOptions,
  'stores' | 'jwt' | 'issuer' | 'endpoints' | 'profile' | 'clock' | 'remoteKeys'
>;

/** A plain JWT, or an access token of theirs; what was signed to be something else is no token (RFC 8725 §3.11). */
const TYPES: readonly string[] = ['jwt', 'at+jwt'];

const isTokenType = (typ: unknown): boolean =>
  typ === undefined || (typeof typ === 'string' && TYPES.includes(typ.toLowerCase().replace(/^application\//, '')));

/** Who acts, by names of theirs: one without an issuer is a name of theirs too, and no client of ours. */
const actorOf = ({ sub, iss, act }: ActorClaim, issuer: string): ActorClaim => ({
  sub,
  iss: iss ?? issuer,
  ...(act === undefined ? {} : { act: actorOf(act, issuer) }),
});

const verified = async (
  text: string,
  client: Client,
  { jwt, stores, remoteKeys, profile }: ForeignOptions,
): Promise<{ readonly trusted: TrustedIssuer; readonly claims: Readonly<Record<string, unknown>> } | Refusal> => {
  const presented = jwt.peek(text);
  if (presented === undefined) return refuse('assertion.malformed');
  if (!isTokenType(presented.header.typ)) return refuse('assertion.type');
  const { iss } = presented.claims;
  const trusted = typeof iss === 'string' ? await stores.trustedIssuers.find(iss) : undefined;
  if (!trusted?.enabled) return refuse('assertion.issuer', { issuer: String(iss).slice(0, 200) });
  // One key may sign both, and an issuer that is trusted for identity assertions is trusted for nothing else
  if (trusted.assertionType !== 'jwt') return refuse('assertion.type', { issuer: trusted.issuer });
  if (!mayPresent(client, trusted)) return refuse('assertion.client', { issuer: trusted.issuer, client: client.id });
  const keys = await findClientKeys(trusted, presented, { remoteKeys });
  if (keys === undefined) return refuse('assertion.keys_unavailable', { issuer: trusted.issuer });
  const checked = await jwt.verify(text, keys, allowedAlgorithms(trusted.algorithms, profile));
  return typeof checked === 'string'
    ? refuse('assertion.signature', { issuer: trusted.issuer, failure: checked })
    : { trusted, claims: checked.claims };
};

const scopesOf = (scope: unknown, { scopes: bound }: TrustedIssuer): readonly string[] | Refusal => {
  if (typeof scope !== 'string') return bound;
  const named = parseScope(scope);
  return isRefusal(named) ? named : named.filter((one) => bound.includes(one));
};

/** A JWT that a trusted issuer has signed for this server, and that this client may present. Nothing is spent: it may come again. */
export const findForeignToken = async (
  text: string,
  client: Client,
  options: ForeignOptions,
): Promise<ForeignToken | Refusal> => {
  const found = await verified(text, client, options);
  if (isRefusal(found)) return found;
  const { trusted, claims } = found;
  const { issuer, endpoints, profile, clock } = options;
  const audiences = profile.assertionAudience === 'issuer' ? [issuer] : [issuer, endpoints.token];
  const nowSeconds = seconds(clock);
  const checked = checkGrantAssertion(claims, { audiences, nowSeconds });
  if (isRefusal(checked)) return checked;
  // What comes of it lives no longer, so that a clock that differs gives it no more time
  if (checked.exp <= nowSeconds)
    return refuse('assertion.time', { claim: 'exp', secondsLate: nowSeconds - checked.exp });
  const act = claims.act === undefined ? undefined : readActor(claims.act);
  if (claims.act !== undefined && act === undefined) return refuse('assertion.subject', { claim: 'act' });
  const scopes = scopesOf(claims.scope, trusted);
  if (isRefusal(scopes)) return scopes;
  const subject = await trustedSubject({ ...claims, sub: checked.subject }, trusted, options);
  if (subject === undefined) return refuse('assertion.subject', { issuer: trusted.issuer, mapping: trusted.subjects });
  return {
    trusted,
    subject,
    sub: checked.subject,
    scopes,
    expiresAt: checked.exp,
    act: act && actorOf(act, trusted.issuer),
    mayAct: claims.may_act,
  };
};
