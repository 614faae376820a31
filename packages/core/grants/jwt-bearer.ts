import { isRefusal, type Parameters, positiveSeconds, type Refusal, refuse } from '@cardea/protocol';
import { type TrustedSubject, trustedSubject } from '../accounts/trusted-subject.ts';
import { SKEW_SECONDS } from '../checks/assertion-claims.ts';
import { checkGrantAssertion, type GrantAssertion } from '../checks/grant-assertion.ts';
import { checkIdentityAssertion, IDENTITY_ASSERTION_TYP, type IdentityBounds } from '../checks/identity-assertion.ts';
import { accessTokenLifetime } from '../checks/lifetime.ts';
import { mayPresent } from '../checks/may-present.ts';
import { clientScopes } from '../checks/scope.ts';
import { findClientKeys } from '../client-keys/find-client-keys.ts';
import { clientSigningAlgorithms } from '../client-keys/signing-algorithms.ts';
import { directAuthorization } from '../issuance/direct-authorization.ts';
import type { Spending } from '../issuance/plan.ts';
import { resolveTarget } from '../issuance/resolve-target.ts';
import { subjectFor } from '../issuance/subject.ts';
import type { Client, PublicJwk } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { AssertionType, TrustedIssuer } from '../ports/trusted-issuer.ts';
import { allowedAlgorithms } from '../profiles/profile.ts';
import { type GrantDependencies, grant } from './grant.ts';

interface BearerRequest {
  readonly assertion: string;
  readonly scope: string | undefined;
  readonly resources: readonly string[];
  readonly expiresInSeconds: number | undefined;
}

/** Whose assertion it is: the client's own, or a trusted issuer's. */
interface Signer {
  readonly issuer: string;
  readonly keys: readonly PublicJwk[] | undefined;
  readonly algorithms: readonly string[];
  /** Scopes that tokens for it may have. */
  readonly scopes: readonly string[];
  readonly trusted: TrustedIssuer | undefined;
}

interface Accepted extends GrantAssertion {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signer: Signer;
  /** What an identity assertion bounds; undefined for others. */
  readonly bounds: IdentityBounds | undefined;
}

const parse = (parameters: Parameters): BearerRequest | Refusal => {
  const assertion = parameters.get('assertion');
  if (assertion === undefined) return refuse('request.parameter_missing', { parameter: 'assertion' });
  const expiresInSeconds = positiveSeconds(parameters, 'expires_in');
  if (isRefusal(expiresInSeconds)) return expiresInSeconds;
  return {
    assertion,
    scope: parameters.get('scope'),
    resources: [...parameters.getAll('resource'), ...parameters.getAll('audience')],
    expiresInSeconds,
  };
};

/** Any other kind of JWT is no grant, whoever signed it (RFC 8725 §3.11). */
const assertionTypes: Readonly<Record<string, AssertionType>> = { jwt: 'jwt', [IDENTITY_ASSERTION_TYP]: 'id-jag' };
const typeOf = (typ: unknown = 'jwt'): AssertionType | undefined => {
  const name = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : '';
  return Object.hasOwn(assertionTypes, name) ? assertionTypes[name] : undefined;
};

const signerOf = async (
  assertion: string,
  client: Client,
  dependencies: GrantDependencies,
): Promise<Signer | Refusal> => {
  const presented = dependencies.jwt.peek(assertion);
  if (presented === undefined) return refuse('assertion.malformed');
  const type = typeOf(presented.header.typ);
  if (type === undefined) return refuse('assertion.type');
  if (type === 'id-jag' && !dependencies.identityAssertions.accepts) return refuse('assertion.identity_off');
  const { iss } = presented.claims;
  if (typeof iss !== 'string') return refuse('assertion.issuer');
  // An identity assertion is the word of somebody else
  if (iss === client.id && type === 'jwt') {
    const keys = await findClientKeys(client, presented, dependencies);
    const { assertionAlgorithm: only } = client;
    const algorithms = only === undefined ? clientSigningAlgorithms : [only];
    return { issuer: iss, keys, algorithms, scopes: client.scopes, trusted: undefined };
  }
  const trusted = await dependencies.stores.trustedIssuers.find(iss);
  if (!trusted?.enabled) return refuse('assertion.issuer', { issuer: iss.slice(0, 200) });
  // One key may sign both, and each is trusted with one of them
  if (trusted.assertionType !== type) return refuse('assertion.type', { issuer: iss, taken: trusted.assertionType });
  if (!mayPresent(client, trusted)) return refuse('assertion.client', { issuer: iss, client: client.id });
  const keys = await findClientKeys(trusted, presented, dependencies);
  const scopes = client.scopes.filter((scope) => trusted.scopes.includes(scope));
  return { issuer: iss, keys, algorithms: trusted.algorithms, scopes, trusted };
};

/** An assertion that is signed by whom it names, for this server and now (RFC 7523 §3). */
const accept = async (
  assertion: string,
  client: Client,
  dependencies: GrantDependencies,
): Promise<Accepted | Refusal> => {
  const signer = await signerOf(assertion, client, dependencies);
  if (isRefusal(signer)) return signer;
  const { issuer, keys, trusted } = signer;
  if (keys === undefined) return refuse('assertion.keys_unavailable', { issuer });
  const { jwt, profile, endpoints, clock } = dependencies;
  const verified = await jwt.verify(assertion, keys, allowedAlgorithms(signer.algorithms, profile));
  if (typeof verified === 'string') return refuse('assertion.signature', { issuer, failure: verified });
  // A client that speaks for itself need not say so twice
  const claims = trusted ? verified.claims : { sub: client.id, ...verified.claims };
  const isIdentity = trusted?.assertionType === 'id-jag';
  // Draft §4.4.1: an identity assertion names the issuer alone
  const audiences =
    isIdentity || profile.assertionAudience === 'issuer'
      ? [dependencies.issuer]
      : [dependencies.issuer, endpoints.token];
  const checked = checkGrantAssertion(claims, { audiences, nowSeconds: seconds(clock) });
  if (isRefusal(checked)) return checked;
  if (trusted !== undefined && checked.jti === undefined) return refuse('assertion.id');
  if (trusted === undefined && checked.subject !== client.id) return refuse('assertion.subject');
  if (!isIdentity) return { ...checked, claims, signer, bounds: undefined };
  const bounds = checkIdentityAssertion(claims, { clientId: client.id, jkt: dependencies.jkt });
  return isRefusal(bounds) ? bounds : { ...checked, claims, signer, bounds };
};

/** Whom the token speaks of; undefined for the client itself. */
const subjectOf = async (
  { claims, subject, signer: { trusted, issuer } }: Accepted,
  dependencies: GrantDependencies,
): Promise<TrustedSubject | undefined | Refusal> => {
  if (trusted === undefined) return undefined;
  const found = await trustedSubject({ ...claims, sub: subject }, trusted, dependencies);
  if (found === undefined) return refuse('assertion.subject', { issuer, mapping: trusted.subjects });
  return 'account' in found && found.account.state !== 'active'
    ? refuse('assertion.account', { account: found.account.id })
    : found;
};

/** The assertion is used up where it says which one it is, and all it rests on stands (design D5, D12). */
const spend = (
  { signer: { issuer, trusted }, jti, exp }: Accepted,
  { client, account }: { readonly client: Client; readonly account: string | undefined },
  { stores, clock }: GrantDependencies,
): Omit<Spending, 'changes'> => {
  const standing = {
    at: seconds(clock),
    client: { id: client.id, version: client.version },
    accountIds: account === undefined ? [] : [account],
    authorizationIds: [],
    tokenIds: [],
  };
  return {
    guard:
      jti === undefined
        ? { kind: 'exchange.standing', ...standing }
        : {
            kind: 'assertion.redeem',
            ...standing,
            issuer,
            jti,
            expiresAt: exp + SKEW_SECONDS,
            trustedVersion: trusted?.version,
          },
    async lost() {
      const [now, person, fresh] = await Promise.all([
        trusted && stores.trustedIssuers.find(issuer),
        account === undefined ? undefined : stores.accounts.find(account),
        stores.clients.findFresh(client.id),
      ]);
      if (trusted && (!now?.enabled || now.version !== trusted.version)) return refuse('assertion.issuer', { issuer });
      if (account !== undefined && person?.state !== 'active') return refuse('assertion.account', { account });
      return fresh?.version === client.version ? refuse('assertion.replayed', { issuer }) : undefined;
    },
  };
};

/** Where the token is for: what is asked for, within what an identity assertion is for. */
const resourcesOf = ({ resources }: BearerRequest, { bounds }: Accepted): readonly string[] | Refusal => {
  const named = bounds?.resources;
  if (named === undefined) return resources;
  if (resources.length === 0) return named;
  const other = resources.find((uri) => !named.includes(uri));
  return other === undefined ? resources : refuse('assertion.identity_target', { requested: other.slice(0, 200) });
};

/** The scopes of the token: no identity assertion gives more than it names, and what it names too much is left out (draft §4.4.1). */
const scopesOf = (
  { scope }: BearerRequest,
  { claims, signer, bounds }: Accepted,
  target: readonly string[],
): readonly string[] | Refusal => {
  if (bounds === undefined) {
    const own = typeof claims.scope === 'string' ? claims.scope : undefined;
    return clientScopes(scope ?? own, { client: signer.scopes, target });
  }
  const named = bounds.scopes;
  const available = named === undefined ? signer.scopes : signer.scopes.filter((one) => named.includes(one));
  const scopes = clientScopes(scope, { client: available, target });
  // Something was named, and nothing of it is left
  return !isRefusal(scopes) && scopes.length === 0 && named !== undefined && named.length > 0
    ? refuse('assertion.identity_scope', { named, available: signer.scopes })
    : scopes;
};

/** A JWT as an authorization grant (RFC 7523 §2.1): of an issuer that is trusted, or of the client itself, signed with its key. */
export const jwtBearer = grant<BearerRequest>({
  type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  summary: 'A client gets a token for the word of an issuer that is trusted, or for its own.',
  parse,

  async handle(request, authenticated, dependencies) {
    // Whoever has proved nothing could pass on an assertion that leaked to them
    if (authenticated.isPublic) return refuse('grant.public_client');
    const { client } = authenticated;
    const accepted = await accept(request.assertion, client, dependencies);
    if (isRefusal(accepted)) return accepted;
    const subject = await subjectOf(accepted, dependencies);
    if (isRefusal(subject)) return subject;

    const resources = resourcesOf(request, accepted);
    if (isRefusal(resources)) return resources;
    const target = await resolveTarget(resources, client, dependencies);
    if (isRefusal(target)) return target;
    const scopes = scopesOf(request, accepted, target.scopes);
    if (isRefusal(scopes)) return scopes;
    const { lifetimes } = dependencies;
    const ttlSeconds = accessTokenLifetime({
      requestedSeconds: request.expiresInSeconds,
      usualSeconds: client.accessTokenTtlSeconds ?? target.ttlSeconds ?? lifetimes.accessTokenTtlSeconds,
      clientMaxSeconds: client.maxAccessTokenTtlSeconds,
      serverMaxSeconds: lifetimes.maxAccessTokenTtlSeconds,
    });
    const account = subject !== undefined && 'account' in subject ? subject.account.id : undefined;
    const authorization =
      account === undefined
        ? undefined
        : directAuthorization(
            {
              clientId: client.id,
              accountId: account,
              scopes,
              audience: target.audience,
              methods: [],
              ttlSeconds,
              authTime: accepted.claims.auth_time,
            },
            dependencies,
          );
    const service = subject !== undefined && 'service' in subject ? subject.service : client.id;
    return {
      grant: accepted.bounds === undefined ? 'jwt-bearer' : 'id-jag',
      client: authenticated,
      subject: account === undefined ? service : subjectFor(account, client, dependencies),
      scopes,
      target,
      ttlSeconds,
      authorizationId: authorization?.id,
      spends: {
        ...spend(accepted, { client, account }, dependencies),
        changes: authorization === undefined ? [] : [{ kind: 'authorization.insert', authorization }],
      },
    };
  },
});
