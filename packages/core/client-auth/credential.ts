/** What a client presents, by the place where it presents it. */
export type PresentedCredential =
  | { readonly kind: 'basic'; readonly clientId: string; readonly secret: string }
  | { readonly kind: 'post'; readonly clientId: string; readonly secret: string }
  | { readonly kind: 'assertion'; readonly clientId: string; readonly assertion: string }
  /** The assertion that it gets a token for, signed by itself: it needs no other credential (RFC 7521 §4.1). */
  | { readonly kind: 'self'; readonly clientId: string; readonly assertion: string }
  | { readonly kind: 'public'; readonly clientId: string };

export type CredentialKind = PresentedCredential['kind'];
