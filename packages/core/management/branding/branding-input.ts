/** What to change. What is left out stays; `null` takes it away. */
export interface BrandingChanges {
  /** The client whose flows are to look like this; the issuer where it is absent. */
  readonly clientId?: string | undefined;
  /** The version that was looked at, 0 where there was nothing: a change made since then is not overwritten. */
  readonly version?: number | undefined;
  readonly name?: string | null | undefined;
  /** `#rrggbb` or `#rgb`. */
  readonly accent?: string | null | undefined;
  /** A PNG, JPEG or WebP picture in base64, or as a `data:` URL. */
  readonly logo?: string | null | undefined;
  readonly darkLogo?: string | null | undefined;
  /** All of them, by language tag; `*` in all others. */
  readonly signInTexts?: Readonly<Record<string, string>> | undefined;
  readonly termsUri?: string | null | undefined;
  readonly privacyUri?: string | null | undefined;
  readonly helpUri?: string | null | undefined;
}
