import { z } from 'zod';
import { count, epochSeconds, text, texts, version } from './fields.ts';

const tokenFormat = z.enum(['opaque', 'jwt']);

export const resourceUri = z.strictObject({ uri: text });

export const newResource = z.strictObject({
  uri: text,
  name: text,
  enabled: z.boolean().optional(),
  tokenFormat: tokenFormat.optional(),
  signingAlgorithm: text.optional(),
  scopes: texts.optional(),
  introspectors: texts.optional(),
  selfRegistered: z.boolean().optional(),
  accessTokenTtlSeconds: count.optional(),
});

export const resourceChanges = z.strictObject({
  ...newResource.partial().shape,
  uri: text,
  version: version.optional(),
  signingAlgorithm: text.nullish(),
  accessTokenTtlSeconds: count.nullish(),
});

export const resource = z.object({
  uri: z.string(),
  name: z.string(),
  version,
  enabled: z.boolean(),
  tokenFormat,
  signingAlgorithm: z.string().optional(),
  scopes: z.array(z.string()).readonly(),
  introspectors: z.array(z.string()).readonly(),
  selfRegistered: z.boolean(),
  accessTokenTtlSeconds: count.optional(),
  createdAt: epochSeconds,
  updatedAt: epochSeconds,
});

export const writtenResource = z.object({ resource, createdScopes: z.array(z.string()).readonly() });
