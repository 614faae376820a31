import { z } from 'zod';
import { epochSeconds, text, texts, version } from './fields.ts';

const authMethod = z.enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']);
const matchBy = z.enum(['identifier', 'email', 'username']);
const onMatch = z.enum(['link', 'deny']);
const onNoMatch = z.enum(['create', 'deny']);
const endpoints = z.strictObject({ authorization: text, token: text, userinfo: text });

const settings = {
  name: text.optional(),
  enabled: z.boolean().optional(),
  authMethod: authMethod.optional(),
  scopes: texts.optional(),
  trustsEmail: z.boolean().optional(),
  trustsFactors: z.boolean().optional(),
  matchBy: matchBy.optional(),
  onMatch: onMatch.optional(),
  onNoMatch: onNoMatch.optional(),
  allowedDomains: texts.optional(),
  refreshProfile: z.boolean().optional(),
};

export const providerId = z.strictObject({ id: text });

export const newIdentityProvider = z.strictObject({
  ...settings,
  id: text.optional(),
  preset: text.optional(),
  issuer: text.optional(),
  endpoints: endpoints.optional(),
  clientId: text,
  clientSecret: text.optional(),
  hostedDomain: text.optional(),
});

export const identityProviderChanges = z.strictObject({
  ...settings,
  id: text,
  version: version.optional(),
  clientId: text.optional(),
  clientSecret: text.nullish(),
  endpoints: endpoints.nullish(),
  hostedDomain: text.nullish(),
});

/** A provider as callers see it: its secret has no place here. */
export const identityProvider = z.object({
  id: z.string(),
  version,
  enabled: z.boolean(),
  name: z.string(),
  issuer: z.string().optional(),
  preset: z.string().optional(),
  endpoints: endpoints.optional(),
  clientId: z.string(),
  authMethod,
  hasSecret: z.boolean(),
  redirectUri: z.string(),
  scopes: z.array(z.string()).readonly(),
  trustsEmail: z.boolean(),
  trustsFactors: z.boolean(),
  matchBy,
  onMatch,
  onNoMatch,
  allowedDomains: z.array(z.string()).readonly(),
  hostedDomain: z.string().optional(),
  refreshProfile: z.boolean(),
  createdAt: epochSeconds,
  updatedAt: epochSeconds,
});

export const providerTrial = z.object({
  step: z.enum(['discovery', 'keys', 'client']),
  succeeded: z.boolean(),
  detail: z.string(),
});

export const identityLink = z.object({
  providerId: z.string(),
  subject: z.string(),
  accountId: z.string(),
  label: z.string().optional(),
  createdAt: epochSeconds,
  usedAt: epochSeconds,
});

export const linkOfUser = z.strictObject({ id: text, provider: text });
