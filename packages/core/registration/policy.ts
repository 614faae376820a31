import { identityScopes, isReservedScope } from '@cardea/protocol';
import type { RateLimitPolicy } from '../ports/rate-limit.ts';
import type { ResourceStore } from '../ports/resource.ts';
import type { RegistrationMode } from './registration.ts';

/** What clients that nobody vouches for may be. */
export interface RegistrationPolicy {
  readonly mode: RegistrationMode;
  /** Registrations by network. */
  readonly limit: RateLimitPolicy;
  /** Scopes they may have beside the identity scopes and those of the resources that take them. */
  readonly scopes: readonly string[];
  /** Where the publishers of software statements show their keys, by issuer (RFC 7591 §2.3). */
  readonly publishers: ReadonlyMap<string, string>;
  /** Whether a client needs a statement of one of them. */
  readonly requireStatement: boolean;
  /** A client that got nothing for so long, and that nobody lets do anything, is removed. */
  readonly unusedSeconds: number;
}

/** Grants in which a person decides: all that a client may have that registered itself without being asked to. */
const OF_PEOPLE: readonly string[] = [
  'authorization_code',
  'refresh_token',
  'implicit',
  'urn:ietf:params:oauth:grant-type:device_code',
];
/** And for who was given a token to register with. */
const OF_INVITED: readonly string[] = [...OF_PEOPLE, 'client_credentials'];

/** The grants of a request that such a client may have; what it has already it keeps. */
export const allowedGrants = (
  requested: readonly string[],
  {
    known,
    invited,
    kept,
  }: { readonly known: readonly string[]; readonly invited: boolean; readonly kept: readonly string[] },
): readonly string[] => {
  const allowed = invited ? OF_INVITED : OF_PEOPLE;
  return [...new Set(requested)].filter(
    (grant) => known.includes(grant) && (allowed.includes(grant) || kept.includes(grant)),
  );
};

/** Every scope that a client may register for that nobody vouches for. */
export const openScopes = async (
  { scopes }: Pick<RegistrationPolicy, 'scopes'>,
  resources: ResourceStore,
): Promise<readonly string[]> => {
  const ofResources = (await resources.list()).filter(({ enabled, selfRegistered }) => enabled && selfRegistered);
  const all = [...identityScopes, ...scopes, ...ofResources.flatMap((resource) => resource.scopes)];
  return [...new Set(all)].filter((scope) => !isReservedScope(scope));
};
