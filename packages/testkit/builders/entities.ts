import { randomBytes, randomUUID } from 'node:crypto';
import type { AccessToken, AuditEntry, Client, ClientSecret, Resource, Scope, SigningKey } from '@cardea/core';
import { aTokenId } from './token-id.ts';

/** 2027-01-15T08:00:00Z: when everything the builders make was made. */
export const BUILT_AT_SECONDS = 1_800_000_000;

const DIGEST_BYTES = 32;
const AN_HOUR_SECONDS = 3600;

/** A fresh client: confidential, enabled, with one generated secret. */
export const aClient = (changes: Partial<Client> = {}): Client => ({
  id: randomUUID(),
  name: 'A client',
  version: 1,
  enabled: true,
  authMethod: 'client_secret_basic',
  secrets: [aClientSecret()],
  grantTypes: ['client_credentials'],
  scopes: ['read', 'write'],
  resources: [],
  redirectUris: [],
  applicationType: 'web',
  requirePkce: true,
  consent: 'explicit',
  responseTypes: ['code'],
  requirePushedRequests: false,
  requireSignedRequestObject: false,
  requestUris: [],
  postLogoutRedirectUris: [],
  subjectType: 'public',
  createdAt: BUILT_AT_SECONDS,
  updatedAt: BUILT_AT_SECONDS,
  provenance: 'operator',
  ...changes,
});

export const aClientSecret = (changes: Partial<ClientSecret> = {}): ClientSecret => ({
  id: aTokenId(BUILT_AT_SECONDS * 1000),
  hash: { kind: 'sha256', digest: randomBytes(DIGEST_BYTES).toString('base64url') },
  createdAt: BUILT_AT_SECONDS,
  ...changes,
});

export const aResource = (changes: Partial<Resource> = {}): Resource => ({
  uri: `https://${randomUUID()}.example/api`,
  name: 'An API',
  version: 1,
  enabled: true,
  tokenFormat: 'opaque',
  scopes: [],
  introspectors: [],
  selfRegistered: false,
  createdAt: BUILT_AT_SECONDS,
  updatedAt: BUILT_AT_SECONDS,
  ...changes,
});

export const aScope = (changes: Partial<Scope> = {}): Scope => ({
  name: `scope-${randomUUID()}`,
  description: 'What a person is told',
  claims: [],
  ...changes,
});

/** A live opaque token of a client that acts for itself; its id is as old as its `issuedAt`. */
export const anAccessToken = (changes: Partial<AccessToken> = {}): AccessToken => {
  const issuedAt = changes.issuedAt ?? BUILT_AT_SECONDS;
  const clientId = changes.clientId ?? randomUUID();
  return {
    id: aTokenId(issuedAt * 1000),
    format: 'opaque',
    verifierHash: randomBytes(DIGEST_BYTES).toString('base64url'),
    clientId,
    subject: clientId,
    scopes: ['read'],
    audience: ['https://api.example'],
    issuedAt,
    expiresAt: issuedAt + AN_HOUR_SECONDS,
    ...changes,
  };
};

/** A key as the database sees it: the private half is opaque to it, and is no real key here. */
export const aSigningKey = (changes: Partial<SigningKey> = {}): SigningKey => ({
  id: randomBytes(DIGEST_BYTES).toString('base64url'),
  algorithm: 'ES256',
  publicJwk: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' },
  sealedPrivateKey: 'sealed',
  createdAt: BUILT_AT_SECONDS,
  activeFrom: BUILT_AT_SECONDS,
  ...changes,
});

export const anAuditEntry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  at: BUILT_AT_SECONDS,
  actor: { kind: 'operator', id: 'ada' },
  action: 'client.created',
  target: randomUUID(),
  ...changes,
});
