import { z } from 'zod';
import { text, texts } from './fields.ts';

export const scopeName = z.strictObject({ name: text });

export const scopeChanges = z.strictObject({
  name: text,
  description: text.optional(),
  claims: texts.optional(),
});

export const scope = z.object({
  name: z.string(),
  description: z.string(),
  claims: z.array(z.string()).readonly(),
});
