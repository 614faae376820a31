import { z } from 'zod';
import { count, epochSeconds, searched, text, texts, version } from './fields.ts';

const authMethod = z.enum([
  'client_secret_basic',
  'client_secret_post',
  'client_secret_jwt',
  'private_key_jwt',
  'none',
]);

const applicationType = z.enum(['web', 'native']);
const consent = z.enum(['explicit', 'remembered', 'implicit']);
const factors = z.enum(['one_factor', 'two_factors']);
const pastLimits = z.enum(['evict', 'refuse']);
const subjectType = z.enum(['public', 'pairwise']);
const responseType = z.enum([
  'code',
  'token',
  'id_token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
  'none',
]);

const identityAudiences = z
  .array(z.strictObject({ issuer: text, clientId: text, scopes: texts }))
  .max(64)
  .readonly();

const MAX_LOCALIZED = 100;
const localized = z
  .record(text, text)
  .refine((members) => Object.keys(members).length <= MAX_LOCALIZED, 'has too many members')
  .readonly();

const settings = {
  name: text,
  enabled: z.boolean(),
  authMethod,
  jwks: z.unknown(),
  jwksUri: text,
  assertionAlgorithm: text,
  grantTypes: texts,
  scopes: texts,
  resources: texts,
  accessTokenTtlSeconds: count,
  maxAccessTokenTtlSeconds: count,
  tokenLimit: count,
  personTokenLimit: count,
  personRefreshLimit: count,
  refreshTokenRate: count,
  pastLimits,
  requestsPerMinute: count,
  redirectUris: texts,
  applicationType,
  requirePkce: z.boolean(),
  consent,
  factors,
  responseTypes: z.array(responseType).max(responseType.options.length).readonly(),
  dpopBoundAccessTokens: z.boolean(),
  requirePushedRequests: z.boolean(),
  requireSignedRequestObject: z.boolean(),
  requestObjectSigningAlgorithm: text,
  requestUris: texts,
  postLogoutRedirectUris: texts,
  subjectType,
  sectorIdentifier: text,
  idTokenSigningAlgorithm: text,
  userinfoSigningAlgorithm: text,
  defaultMaxAgeSeconds: count,
  refreshIdleSeconds: count,
  refreshMaxSeconds: count,
  rotateRefreshTokens: z.boolean(),
  exchangeTargets: texts,
  mayImpersonate: z.boolean(),
  identityAudiences,
  mayAct: text,
  logoUri: text,
  clientUri: text,
  policyUri: text,
  termsUri: text,
  frontchannelLogoutUri: text,
  frontchannelLogoutSessionRequired: z.boolean(),
  backchannelLogoutUri: text,
  backchannelLogoutSessionRequired: z.boolean(),
  initiateLoginUri: text,
  contacts: texts,
  softwareId: text,
  softwareVersion: text,
  localized,
  requireAuthTime: z.boolean(),
  defaultAcrValues: texts,
};

const provenance = z.enum(['operator', 'dynamic', 'document']);

export const clientId = z.strictObject({ id: text });

export const clientFilter = z
  .strictObject({
    ...searched.shape,
    enabled: z.boolean().optional(),
    provenance: provenance.optional(),
  })
  .prefault({});

export const newClient = z.strictObject({
  ...z.object(settings).partial().shape,
  name: text,
  id: text.optional(),
  secret: text.optional(),
});

export const clientChanges = z.strictObject({
  ...z.object(settings).partial().shape,
  id: text,
  version: version.optional(),
  jwksUri: text.nullish(),
  assertionAlgorithm: text.nullish(),
  accessTokenTtlSeconds: count.nullish(),
  maxAccessTokenTtlSeconds: count.nullish(),
  tokenLimit: count.nullish(),
  personTokenLimit: count.nullish(),
  personRefreshLimit: count.nullish(),
  refreshTokenRate: count.nullish(),
  pastLimits: pastLimits.nullish(),
  requestsPerMinute: count.nullish(),
  factors: factors.nullish(),
  sectorIdentifier: text.nullish(),
  idTokenSigningAlgorithm: text.nullish(),
  userinfoSigningAlgorithm: text.nullish(),
  requestObjectSigningAlgorithm: text.nullish(),
  defaultMaxAgeSeconds: count.nullish(),
  refreshIdleSeconds: count.nullish(),
  refreshMaxSeconds: count.nullish(),
  rotateRefreshTokens: z.boolean().nullish(),
  exchangeTargets: texts.nullish(),
  mayImpersonate: z.boolean().nullish(),
  identityAudiences: identityAudiences.nullish(),
  mayAct: text.nullish(),
  logoUri: text.nullish(),
  clientUri: text.nullish(),
  policyUri: text.nullish(),
  termsUri: text.nullish(),
  frontchannelLogoutUri: text.nullish(),
  frontchannelLogoutSessionRequired: z.boolean().nullish(),
  backchannelLogoutUri: text.nullish(),
  backchannelLogoutSessionRequired: z.boolean().nullish(),
  initiateLoginUri: text.nullish(),
  contacts: texts.nullish(),
  softwareId: text.nullish(),
  softwareVersion: text.nullish(),
  localized: localized.nullish(),
  requireAuthTime: z.boolean().nullish(),
  defaultAcrValues: texts.nullish(),
});

export const secretReset = z.strictObject({ id: text, keepOldSeconds: count.optional(), secret: text.optional() });

const secret = z.object({
  id: z.string(),
  kind: z.enum(['sha256', 'argon2id', 'sealed']),
  createdAt: epochSeconds,
  expiresAt: epochSeconds.optional(),
});

/** A client as callers see it: nothing that is to be kept secret has a place here. */
export const client = z.object({
  id: z.string(),
  name: z.string(),
  version,
  enabled: z.boolean(),
  authMethod,
  secrets: z.array(secret).readonly(),
  jwks: z
    .array(z.looseObject({ kty: z.string() }))
    .readonly()
    .optional(),
  jwksUri: z.string().optional(),
  assertionAlgorithm: z.string().optional(),
  grantTypes: z.array(z.string()).readonly(),
  scopes: z.array(z.string()).readonly(),
  resources: z.array(z.string()).readonly(),
  accessTokenTtlSeconds: count.optional(),
  maxAccessTokenTtlSeconds: count.optional(),
  tokenLimit: count.optional(),
  personTokenLimit: count.optional(),
  personRefreshLimit: count.optional(),
  refreshTokenRate: count.optional(),
  pastLimits: pastLimits.optional(),
  requestsPerMinute: count.optional(),
  redirectUris: z.array(z.string()).readonly(),
  applicationType,
  requirePkce: z.boolean(),
  consent,
  factors: factors.optional(),
  responseTypes: z.array(responseType).readonly(),
  dpopBoundAccessTokens: z.boolean().optional(),
  requirePushedRequests: z.boolean(),
  requireSignedRequestObject: z.boolean(),
  requestObjectSigningAlgorithm: z.string().optional(),
  requestUris: z.array(z.string()).readonly(),
  postLogoutRedirectUris: z.array(z.string()).readonly(),
  subjectType,
  sectorIdentifier: z.string().optional(),
  idTokenSigningAlgorithm: z.string().optional(),
  userinfoSigningAlgorithm: z.string().optional(),
  defaultMaxAgeSeconds: count.optional(),
  refreshIdleSeconds: count.optional(),
  refreshMaxSeconds: count.optional(),
  rotateRefreshTokens: z.boolean().optional(),
  exchangeTargets: z.array(z.string()).readonly().optional(),
  mayImpersonate: z.boolean().optional(),
  identityAudiences: identityAudiences.optional(),
  mayAct: z.string().optional(),
  logoUri: z.string().optional(),
  clientUri: z.string().optional(),
  policyUri: z.string().optional(),
  termsUri: z.string().optional(),
  frontchannelLogoutUri: z.string().optional(),
  frontchannelLogoutSessionRequired: z.boolean().optional(),
  backchannelLogoutUri: z.string().optional(),
  backchannelLogoutSessionRequired: z.boolean().optional(),
  initiateLoginUri: z.string().optional(),
  contacts: z.array(z.string()).readonly().optional(),
  softwareId: z.string().optional(),
  softwareVersion: z.string().optional(),
  localized: z.record(z.string(), z.string()).optional(),
  requireAuthTime: z.boolean().optional(),
  defaultAcrValues: z.array(z.string()).readonly().optional(),
  provenance,
  softwareStatement: z.string().optional(),
  sectorIdentifierUri: z.string().optional(),
  identityChangedAt: epochSeconds.optional(),
  documentFreshUntil: epochSeconds.optional(),
  lastUsedAt: epochSeconds.optional(),
  createdAt: epochSeconds,
  updatedAt: epochSeconds,
});

/** A client just written; `secret` is shown this once. */
export const writtenClient = z.object({
  client,
  secret: z.string().optional(),
  createdScopes: z.array(z.string()).readonly(),
});

export const resetClient = z.object({ client, secret: z.string().optional() });
