import type { CheckedRule, ToldRefusal } from './explain.ts';

/** A token request as a dry run takes it: whose it is is assumed, so that nobody tries secrets on it. */
export interface TokenQuestion {
  readonly clientId: string;
  /** In their order; credentials of the client are not among them. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** An authorization request, of a browser where nobody is signed in. */
export interface AuthorizationQuestion {
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** What would come of a token request; nothing that it would hand out. */
export interface WouldGrant {
  readonly tokenType: string;
  /** Absent where it would not end by itself. */
  readonly expiresInSeconds?: number | undefined;
  readonly scopes: readonly string[];
  readonly hasRefreshToken: boolean;
  readonly hasIdToken: boolean;
}

export type Simulation = {
  /** In the order in which they are made. */
  readonly checks: readonly CheckedRule[];
} & (
  | { readonly outcome: 'granted'; readonly granted: WouldGrant }
  /** The person would be asked first: to sign in, or to make an account. */
  | { readonly outcome: 'asks'; readonly step: string }
  | { readonly outcome: 'refused'; readonly refusal: ToldRefusal }
);

/** Tells what would come of a request. It writes nothing. */
export interface Simulator {
  token(question: TokenQuestion): Promise<Simulation>;
  authorize(question: AuthorizationQuestion): Promise<Simulation>;
}
