import { randomBytes, randomUUID } from 'node:crypto';
import type {
  Account,
  Authorization,
  AuthorizationCode,
  AuthorizationSession,
  BrowserSession,
  Consent,
  SessionClient,
} from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';
import { aTokenId } from './token-id.ts';

const DIGEST_BYTES = 32;
const A_MINUTE_SECONDS = 60;
const AN_HOUR_SECONDS = 60 * A_MINUTE_SECONDS;
const A_DAY_SECONDS = 24 * AN_HOUR_SECONDS;
const A_MONTH_SECONDS = 30 * A_DAY_SECONDS;

/** The digest of nothing in particular, base64url. */
const aDigest = (): string => randomBytes(DIGEST_BYTES).toString('base64url');

const anId = (at: number): string => aTokenId(at * 1000);

/** An active account without a password. The keys that are compared follow the names, where those are given. */
export const anAccount = (changes: Partial<Account> = {}): Account => {
  const username = changes.username ?? `person-${randomUUID()}`;
  const email = 'email' in changes ? changes.email : `${randomUUID()}@people.example`;
  return {
    id: `u_${anId(BUILT_AT_SECONDS)}`,
    version: 1,
    state: 'active',
    username,
    usernameKey: username.normalize('NFKC').toLowerCase(),
    email,
    emailKey: email?.normalize('NFKC').toLowerCase(),
    emailVerified: false,
    profile: {},
    createdAt: BUILT_AT_SECONDS,
    updatedAt: BUILT_AT_SECONDS,
    ...changes,
  };
};

/** A live session of a person who gave a password. */
export const aBrowserSession = (changes: Partial<BrowserSession> = {}): BrowserSession => {
  const createdAt = changes.createdAt ?? BUILT_AT_SECONDS;
  return {
    id: anId(createdAt),
    verifierHash: aDigest(),
    accountId: `u_${anId(createdAt)}`,
    authenticatedAt: createdAt,
    methods: ['pwd'],
    sid: anId(createdAt),
    address: '192.0.2.1',
    userAgent: 'A browser',
    createdAt,
    lastSeenAt: createdAt,
    expiresAt: createdAt + A_DAY_SECONDS,
    endsAt: createdAt + A_MONTH_SECONDS,
    ...changes,
  };
};

/** A request for a code that has just come in. */
export const anAuthorizationSession = (changes: Partial<AuthorizationSession> = {}): AuthorizationSession => {
  const createdAt = changes.createdAt ?? BUILT_AT_SECONDS;
  return {
    id: anId(createdAt),
    browserHash: aDigest(),
    request: {
      clientId: randomUUID(),
      redirectUri: 'https://client.example/callback',
      redirectUriSent: true,
      responseType: 'code',
      responseMode: 'query',
      scopes: ['openid'],
      resources: [],
      state: 'a state',
      nonce: 'a nonce',
      codeChallenge: aDigest(),
      prompts: [],
      acrValues: [],
      uiLocales: [],
    },
    createdAt,
    expiresAt: createdAt + AN_HOUR_SECONDS,
    ...changes,
  };
};

/** What a person has just allowed a client; without a refresh token. */
export const anAuthorization = (changes: Partial<Authorization> = {}): Authorization => {
  const createdAt = changes.createdAt ?? BUILT_AT_SECONDS;
  return {
    id: anId(createdAt),
    clientId: randomUUID(),
    accountId: `u_${anId(createdAt)}`,
    scopes: ['openid'],
    resources: [],
    sid: anId(createdAt),
    authenticatedAt: createdAt,
    methods: ['pwd'],
    createdAt,
    endsAt: createdAt + A_MONTH_SECONDS,
    ...changes,
  };
};

/** A fresh code; give it the `authorizationId`, `clientId` and `accountId` of its authorization. */
export const anAuthorizationCode = (changes: Partial<AuthorizationCode> = {}): AuthorizationCode => {
  const issuedAt = changes.issuedAt ?? BUILT_AT_SECONDS;
  return {
    id: anId(issuedAt),
    verifierHash: aDigest(),
    authorizationId: anId(issuedAt),
    clientId: randomUUID(),
    accountId: `u_${anId(issuedAt)}`,
    redirectUri: 'https://client.example/callback',
    redirectUriSent: true,
    codeChallenge: aDigest(),
    scopes: ['openid'],
    resources: [],
    authenticatedAt: issuedAt,
    methods: ['pwd'],
    sid: anId(issuedAt),
    issuedAt,
    expiresAt: issuedAt + A_MINUTE_SECONDS,
    failures: 0,
    ...changes,
  };
};

export const aConsent = (changes: Partial<Consent> = {}): Consent => ({
  accountId: `u_${anId(BUILT_AT_SECONDS)}`,
  clientId: randomUUID(),
  scopes: ['openid'],
  grantedAt: BUILT_AT_SECONDS,
  ...changes,
});

/** A client that takes part in a session that goes on. */
export const aSessionClient = (changes: Partial<SessionClient> = {}): SessionClient => ({
  sid: anId(BUILT_AT_SECONDS),
  clientId: randomUUID(),
  accountId: `u_${anId(BUILT_AT_SECONDS)}`,
  answeredAt: BUILT_AT_SECONDS,
  ...changes,
});
