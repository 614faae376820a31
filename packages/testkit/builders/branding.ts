import { type Branding, ISSUER_BRANDING, type Logo } from '@cardea/core';
import { BUILT_AT_SECONDS } from './entities.ts';

/** A picture of one point. */
export const aLogo = (changes: Partial<Logo> = {}): Logo => ({
  type: 'image/png',
  width: 1,
  height: 1,
  base64: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  hash: 'a'.repeat(43),
  ...changes,
});

/** Looks of the issuer. */
export const aBranding = (changes: Partial<Branding> = {}): Branding => ({
  owner: ISSUER_BRANDING,
  version: 1,
  name: 'Example',
  accent: '#3b5bdb',
  signInTexts: { '*': 'Welcome' },
  updatedAt: BUILT_AT_SECONDS,
  ...changes,
});
