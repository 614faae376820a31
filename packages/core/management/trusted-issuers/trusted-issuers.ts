import type { Actor } from '../../ports/audit.ts';
import type { PublicJwk } from '../../ports/client.ts';
import { seconds } from '../../ports/clock.ts';
import type { TrustedIssuer } from '../../ports/trusted-issuer.ts';
import { audited } from '../audit.ts';
import { readPublicJwks } from '../clients/public-jwks.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { applyChanges, changedFields } from '../fields/apply-changes.ts';
import { type ListPage, listPage, type SearchWish } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';
import { checkTrustedIssuer } from './check-trusted-issuer.ts';
import type { NewTrustedIssuer, TrustedIssuerChanges } from './trusted-issuer-input.ts';

/** Issuers whose assertions are taken for tokens (RFC 7523 §2.1). Each change is one unit with one audit entry. */
export interface TrustedIssuerManagement {
  add(input: NewTrustedIssuer, actor: Actor): Promise<TrustedIssuer | ManagementError>;
  /** In the order of creation. */
  list(
    wish: SearchWish & { readonly enabled?: boolean | undefined },
  ): Promise<ListPage<TrustedIssuer> | ManagementError>;
  show(issuer: string): Promise<TrustedIssuer | ManagementError>;
  modify(input: TrustedIssuerChanges, actor: Actor): Promise<TrustedIssuer | ManagementError>;
  /** Undefined where it is done. Tokens that came of its assertions live on for their time. */
  remove(issuer: string, actor: Actor): Promise<ManagementError | undefined>;
}

const keysOf = (given: unknown): readonly PublicJwk[] | undefined | ManagementError => {
  const jwks = given === undefined || given === null ? undefined : readPublicJwks(given);
  return jwks && 'problem' in jwks ? new ManagementError('trusted_issuer.invalid', { field: 'jwks', ...jwks }) : jwks;
};

const find = async ({ stores }: ManagementPorts, issuer: string): Promise<TrustedIssuer | ManagementError> =>
  (await stores.trustedIssuers.find(issuer)) ??
  new ManagementError('trusted_issuer.not_found', { subject: issuer.slice(0, 200) });

const add = async (
  ports: ManagementPorts,
  input: NewTrustedIssuer,
  actor: Actor,
): Promise<TrustedIssuer | ManagementError> => {
  const jwks = keysOf(input.jwks);
  if (isManagementError(jwks)) return jwks;
  const { stores, clock } = ports;
  const now = seconds(clock);
  const { issuer, name, jwksUri } = input;
  const trusted: TrustedIssuer = {
    issuer,
    name,
    jwks,
    jwksUri,
    version: 1,
    enabled: input.enabled ?? true,
    algorithms: [...new Set(input.algorithms ?? ['ES256', 'EdDSA', 'RS256', 'PS256'])],
    // Whoever signs in there has a link here
    subjects: input.subjects ?? (input.assertionType === 'id-jag' ? 'linked' : 'account'),
    assertionType: input.assertionType ?? 'jwt',
    scopes: [...new Set(input.scopes ?? [])],
    clients: [...new Set(input.clients ?? [])],
    createdAt: now,
    updatedAt: now,
  };
  const refused = await checkTrustedIssuer(trusted, ports);
  if (refused) return refused;
  const { algorithms, subjects, assertionType, scopes, clients } = trusted;
  const detail = { name, algorithms, subjects, assertionType, scopes, clients };
  const done = await stores.commit({
    guard: { kind: 'trusted_issuer.insert', trusted },
    changes: [audited(clock, { actor, action: 'trusted_issuer.created', target: issuer, detail })],
  });
  return done ? trusted : new ManagementError('trusted_issuer.exists', { subject: issuer });
};

/** New keys of either kind take the place of the old ones. */
const withKeys = (
  { jwks: given, ...asked }: Omit<TrustedIssuerChanges, 'issuer' | 'version'>,
  jwks: readonly PublicJwk[] | undefined,
) => ({
  ...asked,
  ...(given === undefined ? {} : { jwks: jwks ?? null, jwksUri: asked.jwksUri ?? null }),
  ...(asked.jwksUri === undefined || given !== undefined ? {} : { jwks: null }),
});

const modify = async (
  ports: ManagementPorts,
  { issuer, version, ...asked }: TrustedIssuerChanges,
  actor: Actor,
): Promise<TrustedIssuer | ManagementError> => {
  const old = await find(ports, issuer);
  if (isManagementError(old)) return old;
  const conflict = new ManagementError('trusted_issuer.conflict', { subject: issuer });
  if (version !== undefined && version !== old.version) return conflict;
  const jwks = keysOf(asked.jwks);
  if (isManagementError(jwks)) return jwks;
  const settings: TrustedIssuer = applyChanges(old, withKeys(asked, jwks));
  const changed = changedFields(old, settings);
  if (changed.length === 0) return old;
  const { stores, clock } = ports;
  const trusted: TrustedIssuer = { ...settings, version: old.version + 1, updatedAt: seconds(clock) };
  const refused = await checkTrustedIssuer(trusted, ports);
  if (refused) return refused;
  const done = await stores.commit({
    guard: { kind: 'trusted_issuer.replace', trusted },
    changes: [audited(clock, { actor, action: 'trusted_issuer.updated', target: issuer, detail: { changed } })],
  });
  if (done) return trusted;
  const now = await find(ports, issuer);
  return isManagementError(now) ? now : conflict;
};

const remove = async (ports: ManagementPorts, issuer: string, actor: Actor): Promise<ManagementError | undefined> => {
  const old = await find(ports, issuer);
  if (isManagementError(old)) return old;
  const done = await ports.stores.commit({
    guard: { kind: 'trusted_issuer.delete', issuer },
    changes: [
      audited(ports.clock, { actor, action: 'trusted_issuer.deleted', target: issuer, detail: { name: old.name } }),
    ],
  });
  return done ? undefined : new ManagementError('trusted_issuer.not_found', { subject: issuer });
};

export const createTrustedIssuerManagement = (ports: ManagementPorts): TrustedIssuerManagement => ({
  add: (input, actor) => add(ports, input, actor),
  list: ({ limit, cursor, ...narrowing }) =>
    listPage(ports, { name: 'trusted_issuers', wish: { limit, cursor }, narrowing }, (query) =>
      ports.stores.listings.trustedIssuers({ ...query, ...narrowing }),
    ),
  show: (issuer) => find(ports, issuer),
  modify: (input, actor) => modify(ports, input, actor),
  remove: (issuer, actor) => remove(ports, issuer, actor),
});
