import { createLocalJWKSet, errors, type JWSHeaderParameters, type JWTVerifyGetKey } from 'jose';
import { fetchJson } from './fetch-json.ts';
import type { IssuerConnection } from './issuer-connection.ts';
import { endpointOf, type IssuerMetadata } from './issuer-metadata.ts';
import { IssuerUnavailable } from './issuer-unavailable.ts';
import { createKept, type Kept, type Loaded } from './kept.ts';

const MINUTE_MS = 60_000;
/** A removed key is forgotten after this time at the latest, whatever the issuer's Cache-Control allows. */
const MAX_FRESH_MS = 5 * MINUTE_MS;
const STALE_MS = 60 * MINUTE_MS;
/** An unknown `kid` asks for the set at most once in this time, so that forged tokens cannot become a flood. */
const INTERVAL_MS = 10_000;
const RETRY_MS = 1_000;
const MAX_KEYS = 100;

type KeySet = ReturnType<typeof createLocalJWKSet>;

const toKeySet = (keys: unknown): KeySet => {
  if (!Array.isArray(keys) || keys.length > MAX_KEYS) throw new IssuerUnavailable('the key set is malformed');
  try {
    return createLocalJWKSet({ keys });
  } catch (cause) {
    throw new IssuerUnavailable('the key set is malformed', { cause });
  }
};

const load = async (metadata: Kept<IssuerMetadata>, deadlineMs: number): Promise<Loaded<KeySet>> => {
  const jwksUri = await endpointOf(metadata, 'jwksUri');
  const headers = { accept: 'application/jwk-set+json, application/json' };
  const { status, body, maxAgeSeconds } = await fetchJson(jwksUri, { headers }, deadlineMs);
  if (status !== 200) throw new IssuerUnavailable(`${jwksUri} answered ${status}`);
  const freshMs = maxAgeSeconds === undefined ? MAX_FRESH_MS : Math.min(maxAgeSeconds * 1000, MAX_FRESH_MS);
  return { value: toKeySet(body?.keys), freshMs };
};

/**
 * The issuer's public keys: kept for its Cache-Control within bounds, for an hour longer while it is away, and asked for
 * again where a token names a key that is not among them (rotation). Throws jose's errors, or `IssuerUnavailable`.
 */
export const createIssuerKeys = (connection: IssuerConnection, metadata: Kept<IssuerMetadata>): JWTVerifyGetKey => {
  const kept = createKept({
    load: () => load(metadata, connection.deadlineMs),
    clock: connection.clock,
    staleMs: STALE_MS,
    intervalMs: INTERVAL_MS,
    retryMs: RETRY_MS,
  });
  return async (header: JWSHeaderParameters, token) => {
    const keySet = await kept.get();
    try {
      return await keySet(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      const renewed = await kept.renew();
      if (renewed === keySet) throw error;
      return await renewed(header, token);
    }
  };
};
