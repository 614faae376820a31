import { randomBytes, randomUUID } from 'node:crypto';
import type { IdentityLink, IdentityProvider, UpstreamAttempt } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';
import { aTokenId } from './token-id.ts';

const DIGEST_BYTES = 32;
const TEN_MINUTES_SECONDS = 600;

const aDigest = (): string => randomBytes(DIGEST_BYTES).toString('base64url');

/** An enabled provider that speaks OpenID Connect, and creates accounts. */
export const anIdentityProvider = (changes: Partial<IdentityProvider> = {}): IdentityProvider => ({
  id: `provider-${randomUUID().slice(0, 8)}`,
  version: 1,
  enabled: true,
  name: 'A provider',
  issuer: 'https://provider.example',
  clientId: 'cardea',
  authMethod: 'client_secret_basic',
  secret: 'a box',
  scopes: ['openid', 'profile', 'email'],
  trustsEmail: false,
  trustsFactors: false,
  matchBy: 'identifier',
  onMatch: 'deny',
  onNoMatch: 'create',
  allowedDomains: [],
  refreshProfile: false,
  createdAt: BUILT_AT_SECONDS,
  updatedAt: BUILT_AT_SECONDS,
  ...changes,
});

export const anIdentityLink = (changes: Partial<IdentityLink> = {}): IdentityLink => ({
  providerId: 'provider',
  subject: randomUUID(),
  accountId: `u_${aTokenId(BUILT_AT_SECONDS * 1000)}`,
  label: 'ada@provider.example',
  createdAt: BUILT_AT_SECONDS,
  usedAt: BUILT_AT_SECONDS,
  ...changes,
});

/** A browser that was sent to a provider just now. */
export const anUpstreamAttempt = (changes: Partial<UpstreamAttempt> = {}): UpstreamAttempt => {
  const createdAt = changes.createdAt ?? BUILT_AT_SECONDS;
  return {
    id: aTokenId(createdAt * 1000),
    verifierHash: aDigest(),
    browserHash: aDigest(),
    providerId: 'provider',
    flowId: aTokenId(createdAt * 1000),
    createdAt,
    expiresAt: createdAt + TEN_MINUTES_SECONDS,
    ...changes,
  };
};
