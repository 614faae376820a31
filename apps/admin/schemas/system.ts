import { z } from 'zod';
import { epochSeconds, text } from './fields.ts';

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
