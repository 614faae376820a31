import { z } from 'zod';
import { epochSeconds, text } from './fields.ts';
import { newUser } from './user.ts';

export const status = z.object({
  version: z.string(),
  issuer: z.string(),
  mode: z.enum(['development', 'production']),
  pid: z.number().int(),
  startedAt: epochSeconds,
  database: z.string(),
});

export const finding = z.object({
  check: z.string(),
  state: z.enum(['good', 'warning', 'failed']),
  found: z.string(),
  mend: z.string().optional(),
});

export const backupFile = z.strictObject({ file: text });
export const backupReport = z.object({ file: z.string(), bytes: z.number().int() });

/** The link is answered this once. */
export const setUpLink = z.object({ url: z.string(), expiresAt: epochSeconds });

export const newOwner = newUser.pick({ username: true, email: true, profile: true, password: true });
