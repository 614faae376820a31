import { z } from 'zod';
import { epochSeconds, text, texts, version } from './fields.ts';

const subjects = z.enum(['account', 'email', 'linked', 'service']);

const assertionType = z.enum(['jwt', 'id-jag']);

export const trustedIssuerName = z.strictObject({ issuer: text });

const settings = {
  name: text,
  enabled: z.boolean(),
  jwks: z.unknown(),
  jwksUri: text,
  algorithms: texts,
  subjects,
  assertionType,
  scopes: texts,
  clients: texts,
};

export const newTrustedIssuer = z.strictObject({
  ...z.object(settings).partial().shape,
  issuer: text,
  name: text,
});

export const trustedIssuerChanges = z.strictObject({
  ...z.object(settings).partial().shape,
  issuer: text,
  version: version.optional(),
  jwksUri: text.nullish(),
});

export const trustedIssuer = z.object({
  issuer: z.string(),
  name: z.string(),
  version,
  enabled: z.boolean(),
  jwks: z
    .array(z.looseObject({ kty: z.string() }))
    .readonly()
    .optional(),
  jwksUri: z.string().optional(),
  algorithms: z.array(z.string()).readonly(),
  subjects,
  assertionType,
  scopes: z.array(z.string()).readonly(),
  clients: z.array(z.string()).readonly(),
  createdAt: epochSeconds,
  updatedAt: epochSeconds,
});
