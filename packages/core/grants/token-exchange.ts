import { identityScopes, isRefusal, isSubset, parseScope, Refusal, refuse } from '@cardea/protocol';
import { mayAct, withActor } from '../checks/actor-chain.ts';
import { accessTokenLifetime } from '../checks/lifetime.ts';
import { directAuthorization } from '../issuance/direct-authorization.ts';
import {
  ID_JAG,
  IDENTITY_ASSERTION_TTL_SECONDS,
  identityAssertionPlan,
  identityBounds,
} from '../issuance/identity-assertion.ts';
import type { Spending, Target } from '../issuance/plan.ts';
import type { ReadyPlan } from '../issuance/ready-plan.ts';
import { resolveTarget } from '../issuance/resolve-target.ts';
import { subjectFor } from '../issuance/subject.ts';
import type { ActorClaim } from '../ports/actor-claim.ts';
import type { Authorization } from '../ports/authorization.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import { type ExchangedToken, type ExchangeFailure, findExchanged } from '../tokens/exchanged-token.ts';
import { ACCESS_TOKEN, type ExchangeRequest, JWT, type Presented, parseExchange } from './exchange-request.ts';
import { type GrantDependencies, grant } from './grant.ts';

/** So many times in a row; each token remembers all those it came from. */
const MAX_TOKENS = 8;

const failures = {
  subject: {
    unknown: 'exchange.subject',
    client: 'exchange.subject_client',
    account: 'exchange.subject_account',
    revoked: 'exchange.subject_revoked',
  },
  actor: {
    unknown: 'exchange.actor',
    client: 'exchange.actor_client',
    account: 'exchange.actor_account',
    revoked: 'exchange.actor_revoked',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<ExchangeFailure, string>>>>;

const find = async (
  role: 'subject' | 'actor',
  token: Presented,
  client: Client,
  dependencies: GrantDependencies,
): Promise<ExchangedToken | Refusal> => {
  const found = await findExchanged(token, client, dependencies);
  if (isRefusal(found)) return new Refusal(failures[role].unknown).because(found);
  return typeof found === 'string' ? refuse(failures[role][found], { type: token.type }) : found;
};

/** What the client calls whoever a token stands for. */
const nameOf = ({ who }: ExchangedToken, client: Client, dependencies: GrantDependencies): string =>
  'clientId' in who ? who.clientId : subjectFor(who.accountId, client, dependencies);

/** Where the client may exchange tokens to: none unless it is registered so, whatever else it may get (design D14). */
const targetOf = async (
  { resources, audiences, requestedType }: ExchangeRequest,
  client: Client,
  dependencies: GrantDependencies,
): Promise<Target | Refusal> => {
  const { exchangeTargets = [] } = client;
  if (exchangeTargets.length === 0) return refuse('exchange.no_target', { client: client.id });
  const target = await resolveTarget(
    [...resources, ...audiences],
    { ...client, resources: exchangeTargets },
    dependencies,
  );
  if (isRefusal(target)) return target;
  return requestedType === JWT && target.format !== 'jwt'
    ? refuse('exchange.requested_type', { sent: requestedType, format: target.format })
    : target;
};

/** No more than the subject token has, the client may have and the target knows; never who the person is. */
const scopesOf = (
  requested: string | undefined,
  { client, subject, target }: { readonly client: Client; readonly subject: ExchangedToken; readonly target: Target },
): readonly string[] | Refusal => {
  const passable = subject.scopes
    .filter((scope) => !identityScopes.includes(scope))
    .filter((scope) => client.scopes.includes(scope));
  const meaningful = target.scopes.length === 0 ? passable : passable.filter((scope) => target.scopes.includes(scope));
  if (requested === undefined) return meaningful;
  const scopes = parseScope(requested);
  if (isRefusal(scopes)) return scopes;
  return isSubset(scopes, meaningful)
    ? scopes
    : refuse('exchange.scope', { requested: scopes, subject: subject.scopes, registered: client.scopes });
};

interface Parties {
  readonly client: Client;
  readonly subject: ExchangedToken;
  readonly actor: ExchangedToken | undefined;
}

/**
 * Who acts (RFC 8693 §1.1): the actor that is named, else the client itself. Only a client that is registered for it becomes
 * the subject without a trace; what was in the chain stays there all the same.
 */
const actOf = (
  { client, subject, actor }: Parties,
  dependencies: GrantDependencies,
): ActorClaim | undefined | Refusal => {
  if (actor?.act !== undefined) return refuse('exchange.actor_delegated');
  const named = nameOf(subject, client, dependencies);
  // A client that exchanges a token of its own acts for nobody else
  if (actor === undefined && named === client.id) return subject.act;
  const acting = actor?.foreign ?? { sub: actor === undefined ? client.id : nameOf(actor, client, dependencies) };
  if (!mayAct(subject.mayAct, acting, { issuer: dependencies.issuer, by: subject.trusted?.issuer }))
    return refuse('exchange.may_act', { actor: acting.sub });
  if (actor === undefined && client.mayImpersonate) return subject.act;
  return withActor({ subject: named, act: subject.act }, acting);
};

/** Issuers whose word it is, as they are trusted now. */
const trustedOf = (...tokens: readonly (ExchangedToken | undefined)[]) =>
  tokens.flatMap((token) => token?.trusted ?? []).map(({ issuer, version }) => ({ issuer, version }));

/** What a token belongs to that comes of the word of another issuer about a person: they see it, and can take it back. */
const authorizationFor = (
  { who, authorizationId }: ExchangedToken,
  give: { readonly scopes: readonly string[]; readonly target: Target; readonly ttlSeconds: number },
  { client, dependencies }: { readonly client: Client; readonly dependencies: GrantDependencies },
): Authorization | undefined => {
  if (authorizationId !== undefined || !('accountId' in who)) return undefined;
  const { scopes, target, ttlSeconds } = give;
  const what = { clientId: client.id, accountId: who.accountId, scopes, audience: target.audience, ttlSeconds };
  return directAuthorization({ ...what, methods: [] }, dependencies);
};

const accountsOf = (...tokens: readonly (ExchangedToken | undefined)[]): readonly string[] =>
  tokens.flatMap((token) => (token !== undefined && 'accountId' in token.who ? [token.who.accountId] : []));

/** Nothing is spent, but everything it rests on must stand when the token is stored (design D12). */
const standing = (
  request: ExchangeRequest,
  { client, subject, actor }: Parties,
  dependencies: GrantDependencies,
): Omit<Spending, 'changes'> => ({
  guard: {
    kind: 'exchange.standing',
    at: seconds(dependencies.clock),
    client: { id: client.id, version: client.version },
    accountIds: accountsOf(subject, actor),
    authorizationIds: [subject.authorizationId, actor?.authorizationId].filter((id) => id !== undefined),
    tokenIds: [...subject.tokenIds, ...(actor?.tokenIds ?? [])],
    trusted: trustedOf(subject, actor),
  },
  async lost() {
    const again = await find('subject', request.subject, client, dependencies);
    if (isRefusal(again)) return again;
    const actorAgain = request.actor && (await find('actor', request.actor, client, dependencies));
    return isRefusal(actorAgain) ? actorAgain : undefined;
  },
});

/**
 * An assertion about a person for another authorization server (draft-ietf-oauth-identity-assertion-authz-grant §4.3): of what
 * speaks of a sign-in to this very client, to where an operator allowed it.
 */
const identityAssertion = async (
  request: ExchangeRequest,
  client: Client,
  dependencies: GrantDependencies,
): Promise<ReadyPlan | Refusal> => {
  if (!dependencies.identityAssertions.issues) return refuse('identity_assertion.off');
  if (request.actor !== undefined) return refuse('identity_assertion.actor');
  // Neither speaks of a sign-in to this client
  if (request.subject.type === ACCESS_TOKEN || request.subject.type === JWT)
    return refuse('identity_assertion.subject_type');
  const bounds = identityBounds(request, client);
  if (isRefusal(bounds)) return bounds;
  const subject = await find('subject', request.subject, client, dependencies);
  if (isRefusal(subject)) return subject;
  if (!mayAct(subject.mayAct, { sub: client.id }, dependencies))
    return refuse('exchange.may_act', { actor: client.id });
  const { authorizationId, who, expiresAt } = subject;
  const [authorization, account] = await Promise.all([
    authorizationId === undefined ? undefined : dependencies.stores.authorizations.find(authorizationId),
    'accountId' in who ? dependencies.stores.accounts.find(who.accountId) : undefined,
  ]);
  if (authorization === undefined) return refuse('exchange.subject_revoked');
  if (account === undefined) return refuse('exchange.subject_account');
  const left = expiresAt - seconds(dependencies.clock);
  const ttlSeconds = Math.min(request.expiresInSeconds ?? left, left, IDENTITY_ASSERTION_TTL_SECONDS);
  const spends = { ...standing(request, { client, subject, actor: undefined }, dependencies), changes: [] };
  return identityAssertionPlan(
    { ...bounds, client, account, authorization, ttlSeconds, spends },
    request.caller,
    dependencies,
  );
};

/** Token exchange (RFC 8693): the token of a subject for another one, for another resource, with less in it. */
export const tokenExchange = grant<ExchangeRequest>({
  type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  summary: 'A service gets a token for another one, on behalf of whoever called it.',
  parse: parseExchange,

  async handle(request, authenticated, dependencies) {
    // RFC 8693 §5: whoever has proved nothing could pass on what leaked to them
    if (authenticated.isPublic) return refuse('grant.public_client');
    const { client } = authenticated;
    if (request.requestedType === ID_JAG) return identityAssertion(request, client, dependencies);
    const target = await targetOf(request, client, dependencies);
    if (isRefusal(target)) return target;

    const subject = await find('subject', request.subject, client, dependencies);
    if (isRefusal(subject)) return subject;
    const actor = request.actor && (await find('actor', request.actor, client, dependencies));
    if (isRefusal(actor)) return actor;
    const parties = { client, subject, actor };
    const act = actOf(parties, dependencies);
    if (isRefusal(act)) return act;
    const parents = [...new Set([...subject.tokenIds, ...(actor?.tokenIds ?? [])])];
    if (parents.length > MAX_TOKENS) return refuse('exchange.too_deep', { tokens: parents.length });

    const scopes = scopesOf(request.scope, { client, subject, target });
    if (isRefusal(scopes)) return scopes;
    const now = seconds(dependencies.clock);
    const { lifetimes } = dependencies;
    const ttlSeconds = accessTokenLifetime({
      requestedSeconds: request.expiresInSeconds,
      usualSeconds: client.accessTokenTtlSeconds ?? target.ttlSeconds ?? lifetimes.accessTokenTtlSeconds,
      clientMaxSeconds: client.maxAccessTokenTtlSeconds,
      // Never longer than what it was exchanged for
      serverMaxSeconds: Math.min(
        lifetimes.maxAccessTokenTtlSeconds,
        subject.expiresAt - now,
        (actor?.expiresAt ?? Number.POSITIVE_INFINITY) - now,
      ),
    });
    const authorization = authorizationFor(subject, { scopes, target, ttlSeconds }, { client, dependencies });
    return {
      grant: 'token-exchange',
      client: authenticated,
      subject: nameOf(subject, client, dependencies),
      scopes,
      target,
      authorizationId: subject.authorizationId ?? authorization?.id,
      parents: parents.length > 0 ? parents : undefined,
      act,
      issuedTokenType: request.requestedType,
      ttlSeconds,
      spends: {
        ...standing(request, parties, dependencies),
        changes: authorization === undefined ? [] : [{ kind: 'authorization.insert', authorization }],
      },
    };
  },
});
