import { z } from 'zod';
import { text } from './fields.ts';

/** Base64 of the largest picture, and the head of a `data:` URL. */
const MAX_LOGO_CHARS = 90_000;
const picture = z.string().max(MAX_LOGO_CHARS);
const knownVersion = z.number().int().nonnegative();

export const brandingOwner = z.strictObject({ clientId: text.optional() });

export const brandingReset = z.strictObject({ clientId: text.optional(), version: knownVersion.optional() });

export const brandingChanges = z.strictObject({
  clientId: text.optional(),
  version: knownVersion.optional(),
  name: text.nullish(),
  accent: text.nullish(),
  logo: picture.nullish(),
  darkLogo: picture.nullish(),
  signInTexts: z.record(text, text).optional(),
  termsUri: text.nullish(),
  privacyUri: text.nullish(),
  helpUri: text.nullish(),
});

const logo = z.object({
  type: z.enum(['image/png', 'image/jpeg', 'image/webp']),
  width: z.number(),
  height: z.number(),
  base64: z.string(),
});

export const branding = z.object({
  /** Absent: of the issuer. */
  clientId: z.string().optional(),
  /** 0 where nothing was chosen. */
  version: knownVersion,
  name: z.string().optional(),
  accent: z.string().optional(),
  logo: logo.optional(),
  darkLogo: logo.optional(),
  signInTexts: z.record(z.string(), z.string()),
  termsUri: z.string().optional(),
  privacyUri: z.string().optional(),
  helpUri: z.string().optional(),
  updatedAt: z.number().int().nonnegative(),
});

/** In a list: without the pictures. */
export const brandedClient = branding.omit({ logo: true, darkLogo: true }).required({ clientId: true });
