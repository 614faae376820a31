import { randomUUID } from 'node:crypto';
import type { TrustedIssuer } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';

/** An issuer that is trusted for accounts by their id. */
export const aTrustedIssuer = (changes: Partial<TrustedIssuer> = {}): TrustedIssuer => ({
  issuer: `https://${randomUUID()}.example`,
  name: 'Somebody else',
  version: 1,
  enabled: true,
  jwks: [{ kty: 'OKP', crv: 'Ed25519', x: 'x' }],
  algorithms: ['EdDSA'],
  subjects: 'account',
  assertionType: 'jwt',
  scopes: ['read'],
  clients: [],
  createdAt: BUILT_AT_SECONDS,
  updatedAt: BUILT_AT_SECONDS,
  ...changes,
});
