import { z } from 'zod';
import { epochSeconds, text } from './fields.ts';

/** A person by id, username or e-mail address. */
export const ofUser = z.strictObject({ user: text });

export const sessionOfUser = z.strictObject({ user: text, id: text });

export const session = z.object({
  id: z.string(),
  sid: z.string(),
  methods: z.array(z.string()).readonly(),
  address: z.string(),
  userAgent: z.string(),
  authenticatedAt: epochSeconds,
  createdAt: epochSeconds,
  lastSeenAt: epochSeconds,
  expiresAt: epochSeconds,
});

export const endedSessions = z.object({ ended: z.number().int() });

export const grantOfUser = z.strictObject({ user: text, clientId: text });

/** What a person has allowed one application. */
export const allowedApplication = z.object({
  clientId: z.string(),
  name: z.string(),
  websiteUri: z.string().optional(),
  scopes: z.array(z.string()).readonly(),
  since: epochSeconds,
  lastUsedAt: epochSeconds.optional(),
});
