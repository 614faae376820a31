import type { SigningAlgorithm } from '../../ports/signing-key.ts';

/** What Cardea uses of a provider's discovery document (OpenID Connect Discovery §3). */
export interface ProviderMetadata {
  readonly issuer: string;
  readonly authorization: string;
  readonly token: string;
  readonly userinfo: string | undefined;
  readonly jwksUri: string;
  /** That ID tokens may be signed with. */
  readonly algorithms: readonly SigningAlgorithm[];
  /** Whether each answer names the issuer (RFC 9207 §3): then one without is somebody else's. */
  readonly namesIssuer: boolean;
}

/** Why a document is none: for the log and for `cardea providers test`. */
export type MetadataProblem = 'not_an_object' | 'issuer_differs' | 'endpoint_missing' | 'algorithms_unknown';

/** With public keys alone: a client secret signs nothing, and `none` is no signature (RFC 8725 §3.1). */
const ALGORITHMS: readonly SigningAlgorithm[] = ['ES256', 'EdDSA', 'PS256', 'RS256'];

const MAX_URL_CHARS = 2048;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A URL that a browser or this server is sent to: https, or http where the issuer itself is (in development). */
const endpoint = (value: unknown, issuer: string): string | undefined => {
  if (typeof value !== 'string' || value.length > MAX_URL_CHARS || !URL.canParse(value)) return undefined;
  const { protocol, username, password, hash } = new URL(value);
  if (username !== '' || password !== '' || hash !== '') return undefined;
  return protocol === 'https:' || (protocol === 'http:' && issuer.startsWith('http:')) ? value : undefined;
};

const algorithmsOf = (value: unknown): readonly SigningAlgorithm[] =>
  Array.isArray(value) ? ALGORITHMS.filter((algorithm) => value.includes(algorithm)) : ALGORITHMS;

/** Reads a discovery document of exactly this issuer (OpenID Connect Discovery §4.3). */
export const parseProviderMetadata = (json: unknown, issuer: string): ProviderMetadata | MetadataProblem => {
  if (!isObject(json)) return 'not_an_object';
  // Letter by letter: whoever may name another issuer may sign for it (RFC 9700 §4.4)
  if (json.issuer !== issuer) return 'issuer_differs';
  const authorization = endpoint(json.authorization_endpoint, issuer);
  const token = endpoint(json.token_endpoint, issuer);
  const jwksUri = endpoint(json.jwks_uri, issuer);
  if (authorization === undefined || token === undefined || jwksUri === undefined) return 'endpoint_missing';
  const algorithms = algorithmsOf(json.id_token_signing_alg_values_supported);
  if (algorithms.length === 0) return 'algorithms_unknown';
  return {
    issuer,
    authorization,
    token,
    userinfo: endpoint(json.userinfo_endpoint, issuer),
    jwksUri,
    algorithms,
    namesIssuer: json.authorization_response_iss_parameter_supported === true,
  };
};
