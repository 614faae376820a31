import { z } from 'zod';
import { epochSeconds, text } from './fields.ts';

/** A setting by its name in the settings file, or by its variable. */
export const settingName = z.strictObject({ name: text });

/** What is stored has version 0 before the first time. */
const seen = z.number().int().nonnegative();

export const settingChange = z.strictObject({ name: text, value: text, version: seen.optional() });
export const settingReset = z.strictObject({ name: text, version: seen.optional() });

export const setting = z.object({
  name: z.string(),
  variable: z.string(),
  source: z.enum(['environment', 'file', 'stored', 'default']),
  /** Absent for secrets, and where there is none. */
  value: z.string().optional(),
  fallback: z.string().optional(),
  isSecret: z.boolean(),
  isSet: z.boolean(),
  isStorable: z.boolean(),
  choices: z.array(z.string()).readonly().optional(),
  doc: z.string(),
  mend: z.string(),
  version: seen,
  overruled: z.string().optional(),
  changedAt: epochSeconds.optional(),
});
