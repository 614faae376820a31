import type { EpochSeconds } from './clock.ts';

/** Stands where a client id would: the looks of the issuer itself. No client has an empty id. */
export const ISSUER_BRANDING = '';

/** A picture that somebody uploaded; its type was told by its bytes and not by its name. */
export interface Logo {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly width: number;
  readonly height: number;
  readonly base64: string;
  /** Of its bytes: names the picture in its URL. */
  readonly hash: string;
}

/** What pages say and show of whom people sign in at. What is absent is as the issuer has it, and there as Cardea has it. */
export interface Branding {
  /** The client whose flows look like this, or `ISSUER_BRANDING`. */
  readonly owner: string;
  /** Grows by one with each change. */
  readonly version: number;
  /** Instead of the host of the issuer. */
  readonly name?: string | undefined;
  /** `#rrggbb` in lower case. Pages show a shade of it that can be read. */
  readonly accent?: string | undefined;
  readonly logo?: Logo | undefined;
  /** On dark ground; the other one where it is absent. */
  readonly darkLogo?: Logo | undefined;
  /** What the sign-in page says first, by language tag; `*` in all others. */
  readonly signInTexts: Readonly<Record<string, string>>;
  readonly termsUri?: string | undefined;
  readonly privacyUri?: string | undefined;
  readonly helpUri?: string | undefined;
  readonly updatedAt: EpochSeconds;
}

export interface BrandingStore {
  /** From a copy of bounded age (design D4). */
  find(owner: string): Promise<Branding | undefined>;
  /** As the primary has it now. */
  findFresh(owner: string): Promise<Branding | undefined>;
  /** In the order of their owners. */
  list(): Promise<readonly Branding[]>;
}

export type BrandingGuard =
  /** Nothing is there for its owner, who is the issuer or a client that exists; inserts it. It goes when the client goes. */
  | { readonly kind: 'branding.insert'; readonly branding: Branding }
  /** What is there has `branding.version - 1`; replaces it. */
  | { readonly kind: 'branding.replace'; readonly branding: Branding }
  /** What is there has this version; removes it. */
  | { readonly kind: 'branding.delete'; readonly owner: string; readonly version: number };
