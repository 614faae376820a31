import type { Branding, Logo } from '@cardea/core';
import type { Settings } from '../../config/settings-table.ts';
import { accentUrl, logoUrl } from './brand-urls.ts';

export interface ShownLogo {
  /** Under the path of the issuer. */
  readonly url: string;
  /** Where the page is dark; the other one on a light plate where there is none. */
  readonly darkUrl: string | undefined;
  readonly width: number;
  readonly height: number;
  /** Whether it stands for the name too. */
  readonly isWordmark: boolean;
}

/** How the pages call the place that people sign in at, and what it looks like. */
export interface Brand {
  /** Shown above each page, and in the title of the window. */
  readonly name: string;
  /** The host of the issuer: what a person should see in the address bar. */
  readonly host: string;
  readonly logo: ShownLogo | undefined;
  /** The chosen colour, and the style sheet made from it under the path of the issuer. */
  readonly accent: { readonly colour: string; readonly stylesheet: string } | undefined;
  /** By language tag; `*` in all others. */
  readonly signInTexts: Readonly<Record<string, string>>;
  readonly termsUrl: string | undefined;
  readonly privacyUrl: string | undefined;
  readonly helpUrl: string | undefined;
}

/** So much wider than high, a logo has the name in it. */
const WORDMARK_RATIO = 2;

const isWide = ({ width, height }: Logo): boolean => width > WORDMARK_RATIO * height;

/** Pictures belong together: those of a client are not mixed with those of the issuer. */
const shownLogo = (own: Branding | undefined, issuer: Branding | undefined): ShownLogo | undefined => {
  const from = own?.logo ? own : issuer;
  if (from?.logo === undefined) return undefined;
  const { owner, logo, darkLogo } = from;
  return {
    url: logoUrl({ owner, logo, ground: 'light' }),
    darkUrl: darkLogo && logoUrl({ owner, logo: darkLogo, ground: 'dark' }),
    width: logo.width,
    height: logo.height,
    isWordmark: isWide(logo) && (darkLogo === undefined || isWide(darkLogo)),
  };
};

/** What is chosen for a client, where not of the issuer, and where nothing is, the host. */
export const brandOf = (
  { issuer }: Pick<Settings, 'issuer'>,
  own?: Branding | undefined,
  ofIssuer?: Branding | undefined,
): Brand => {
  const { host } = new URL(issuer);
  const accent = own?.accent ?? ofIssuer?.accent;
  return {
    name: own?.name ?? ofIssuer?.name ?? host,
    host,
    logo: shownLogo(own, ofIssuer),
    accent: accent === undefined ? undefined : { colour: accent, stylesheet: accentUrl(accent) },
    signInTexts: { ...ofIssuer?.signInTexts, ...own?.signInTexts },
    termsUrl: own?.termsUri ?? ofIssuer?.termsUri,
    privacyUrl: own?.privacyUri ?? ofIssuer?.privacyUri,
    helpUrl: own?.helpUri ?? ofIssuer?.helpUri,
  };
};
