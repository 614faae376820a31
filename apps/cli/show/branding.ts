import type { AdminClient } from '../connect/admin-client.ts';
import { facts } from '../terminal/table.ts';
import { instant } from '../terminal/times.ts';

type ShownBranding = Awaited<ReturnType<AdminClient['branding']['show']['query']>>;
type ShownLogo = NonNullable<ShownBranding['logo']>;

const logoJson = (logo: ShownLogo | undefined) => logo && `data:${logo.type};base64,${logo.base64}`;

const logoWords = (logo: ShownLogo | undefined) =>
  logo && `${logo.type.replace('image/', '').toUpperCase()}, ${logo.width} × ${logo.height} pixels`;

export const brandingJson = (branding: ShownBranding): Readonly<Record<string, unknown>> => ({
  client_id: branding.clientId,
  name: branding.name,
  accent: branding.accent,
  logo: logoJson(branding.logo),
  dark_logo: logoJson(branding.darkLogo),
  sign_in_texts: branding.signInTexts,
  terms_uri: branding.termsUri,
  privacy_uri: branding.privacyUri,
  help_uri: branding.helpUri,
  updated_at: branding.version === 0 ? undefined : branding.updatedAt,
  version: branding.version,
});

export const brandingLines = (branding: ShownBranding): readonly string[] =>
  facts([
    ['of', branding.clientId === undefined ? 'the issuer' : `the client ${branding.clientId}`],
    ['name', branding.name],
    ['accent', branding.accent],
    ['logo', logoWords(branding.logo)],
    ['logo on dark', logoWords(branding.darkLogo)],
    ...Object.entries(branding.signInTexts).map(
      ([language, text]) => [`text (${language})`, text.replaceAll('\n', ' ')] as const,
    ),
    ['terms', branding.termsUri],
    ['privacy', branding.privacyUri],
    ['help', branding.helpUri],
    ['changed', branding.version === 0 ? 'never' : instant(branding.updatedAt)],
  ]);
