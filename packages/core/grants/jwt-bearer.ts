import { isRefusal, type Parameters, positiveSeconds, type Refusal, refuse } from '@cardea/protocol';
import { type TrustedSubject, trustedSubject } from '../accounts/trusted-subject.ts';
import { SKEW_SECONDS } from '../checks/assertion-claims.ts';
import { checkGrantAssertion, type GrantAssertion } from '../checks/grant-assertion.ts';
import { accessTokenLifetime } from '../checks/lifetime.ts';
import { clientScopes } from '../checks/scope.ts';
import { findClientKeys } from '../client-keys/find-client-keys.ts';
import { clientSigningAlgorithms } from '../client-keys/signing-algorithms.ts';
import { directAuthorization } from '../issuance/direct-authorization.ts';
import type { Spending } from '../issuance/plan.ts';
import { resolveTarget } from '../issuance/resolve-target.ts';
import { subjectFor } from '../issuance/subject.ts';
import type { Client, PublicJwk } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { TrustedIssuer } from '../ports/trusted-issuer.ts';
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
const isGrantType = (typ: unknown): boolean =>
  typ === undefined || (typeof typ === 'string' && typ.toLowerCase().replace(/^application\//, '') === 'jwt');

/** Without a list every client that an operator registered for the grant; one that registered itself was given nothing. */
const mayPresent = ({ id, provenance }: Client, { clients }: TrustedIssuer): boolean =>
  clients.length === 0 ? provenance === 'operator' : clients.includes(id);

const signerOf = async (
  assertion: string,
  client: Client,
  dependencies: GrantDependencies,
): Promise<Signer | Refusal> => {
  const presented = dependencies.jwt.peek(assertion);
  if (presented === undefined) return refuse('assertion.malformed');
  if (!isGrantType(presented.header.typ)) return refuse('assertion.type');
  const { iss } = presented.claims;
  if (typeof iss !== 'string') return refuse('assertion.issuer');
  if (iss === client.id) {
    const keys = await findClientKeys(client, presented, dependencies);
    const { assertionAlgorithm: only } = client;
    const algorithms = only === undefined ? clientSigningAlgorithms : [only];
    return { issuer: iss, keys, algorithms, scopes: client.scopes, trusted: undefined };
  }
  const trusted = await dependencies.stores.trustedIssuers.find(iss);
  if (!trusted?.enabled) return refuse('assertion.issuer', { issuer: iss.slice(0, 200) });
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
  const audiences =
    profile.assertionAudience === 'issuer' ? [dependencies.issuer] : [dependencies.issuer, endpoints.token];
  const checked = checkGrantAssertion(claims, { audiences, nowSeconds: seconds(clock) });
  if (isRefusal(checked)) return checked;
  if (trusted !== undefined && checked.jti === undefined) return refuse('assertion.id');
  if (trusted === undefined && checked.subject !== client.id) return refuse('assertion.subject');
  return { ...checked, claims, signer };
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

    const target = await resolveTarget(request.resources, client, dependencies);
    if (isRefusal(target)) return target;
    const { scope } = accepted.claims;
    const scopes = clientScopes(request.scope ?? (typeof scope === 'string' ? scope : undefined), {
      client: accepted.signer.scopes,
      target: target.scopes,
    });
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
            { clientId: client.id, accountId: account, scopes, audience: target.audience, methods: [], ttlSeconds },
            dependencies,
          );
    const service = subject !== undefined && 'service' in subject ? subject.service : client.id;
    return {
      grant: 'jwt-bearer',
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
