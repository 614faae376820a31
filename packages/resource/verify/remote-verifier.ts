import { Refusal, refuse } from '@cardea/protocol';
import { systemClock } from '../clock.ts';
import type { IssuerConnection } from '../issuer/issuer-connection.ts';
import { createIssuerKeys } from '../issuer/issuer-keys.ts';
import { createIssuerMetadata } from '../issuer/issuer-metadata.ts';
import { IssuerUnavailable } from '../issuer/issuer-unavailable.ts';
import { isTrustworthy } from '../issuer/issuer-url.ts';
import { createIntrospectionVerifier } from './introspection.ts';
import { authenticateWith } from './introspection-credentials.ts';
import { createJwtVerifier, isJwt } from './jwt.ts';
import type { RemoteIssuerOptions } from './remote-issuer-options.ts';
import type { VerifyToken } from './verified-token.ts';

const ALGORITHMS = ['ES256', 'EdDSA', 'RS256', 'PS256'];
const ASYMMETRIC = /^(ES|RS|PS)(256|384|512)$|^EdDSA$|^Ed25519$/;
const DEADLINE_MS = 2_000; // Design D7
const SKEW_SECONDS = 60; // Design D3
const MAX_SKEW_SECONDS = 300;

const checkOptions = ({ issuer, algorithms, clockSkewSeconds, allowHttp }: RemoteIssuerOptions): void => {
  if (!isTrustworthy(issuer, allowHttp ?? false)) throw new TypeError('issuer must be an https URL');
  // RFC 8725 §3.1: neither "none" nor a MAC with a public key for a secret
  if (algorithms && !algorithms.every((name) => ASYMMETRIC.test(name))) {
    throw new TypeError('algorithms must be asymmetric signatures, such as ES256');
  }
  const skew = clockSkewSeconds ?? SKEW_SECONDS;
  if (!(skew >= 0 && skew <= MAX_SKEW_SECONDS)) throw new RangeError('clockSkewSeconds must be between 0 and 300');
};

/** Checks tokens of an issuer elsewhere: JWTs by its keys, others by introspection. An issuer that is away is a 503. */
export const createRemoteVerifier = (options: RemoteIssuerOptions): VerifyToken => {
  checkOptions(options);
  const clock = options.clock ?? systemClock;
  const skewSeconds = options.clockSkewSeconds ?? SKEW_SECONDS;
  const connection: IssuerConnection = {
    issuer: options.issuer,
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
    allowHttp: options.allowHttp ?? false,
    clock,
  };
  const metadata = createIssuerMetadata(connection);
  const verifyJwt = createJwtVerifier({
    issuer: options.issuer,
    algorithms: options.algorithms ?? ALGORITHMS,
    skewSeconds,
    nowSeconds: () => clock.nowMs() / 1000,
    findKey: createIssuerKeys(connection, metadata),
  });
  const { introspection } = options;
  const ask =
    introspection &&
    createIntrospectionVerifier({
      connection,
      metadata,
      authenticate: authenticateWith(introspection, options.issuer, clock),
      skewSeconds,
    });

  return async (token) => {
    try {
      if (isJwt(token) && !(ask && introspection?.always)) return await verifyJwt(token);
      return ask ? await ask(token) : refuse('token.malformed', { introspection: 'not configured' });
    } catch (error) {
      if (!(error instanceof IssuerUnavailable)) throw error;
      const { message, cause, retryAfterSeconds } = error;
      return new Refusal('server.issuer', {
        detail: { message, cause: cause instanceof Error ? cause.message : undefined },
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      });
    }
  };
};
