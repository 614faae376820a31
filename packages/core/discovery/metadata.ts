import { clientAuthMethods } from '../client-auth/registry.ts';
import type { EndpointUrls } from '../engine-options.ts';
import { grantRegistry } from '../grants/registry.ts';
import type { SigningAlgorithm } from '../ports/signing-key.ts';

interface MetadataOptions {
  readonly issuer: string;
  readonly endpoints: EndpointUrls;
  readonly signingAlgorithms: readonly SigningAlgorithm[];
  /** Names of the registered scopes. */
  readonly scopes: readonly string[];
}

const methods = Object.values(clientAuthMethods);
const confidential = methods.filter(({ name }) => name !== 'none');

const names = (list: typeof methods): readonly string[] => list.map(({ name }) => name);
const assertionAlgorithms = [...new Set(methods.flatMap(({ algorithms }) => algorithms))];

/** Authorization server metadata (RFC 8414 §2): only what works and is switched on; a list without elements is left out (§3.2). */
export const authorizationServerMetadata = ({ issuer, endpoints, signingAlgorithms, scopes }: MetadataOptions) => ({
  issuer,
  token_endpoint: endpoints.token,
  jwks_uri: endpoints.jwks,
  introspection_endpoint: endpoints.introspection,
  revocation_endpoint: endpoints.revocation,
  grant_types_supported: [...grantRegistry.keys()],
  ...(scopes.length > 0 ? { scopes_supported: scopes } : {}),
  token_endpoint_auth_methods_supported: names(methods),
  token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
  introspection_endpoint_auth_methods_supported: names(confidential),
  introspection_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
  // The default algorithm signs; a resource server cannot choose another.
  introspection_signing_alg_values_supported: signingAlgorithms.slice(0, 1),
  revocation_endpoint_auth_methods_supported: names(methods),
  revocation_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
  protected_resources: [issuer],
});

/** Metadata of Cardea's own API as a protected resource (RFC 9728 §2). */
export const ownResourceMetadata = ({ issuer, scopes }: MetadataOptions) => ({
  resource: issuer,
  authorization_servers: [issuer],
  bearer_methods_supported: ['header'],
  ...(scopes.length > 0 ? { scopes_supported: scopes } : {}),
  resource_name: 'Cardea',
});
