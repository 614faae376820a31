import type { AuthenticationMethod } from './browser-session.ts';
import type { EpochSeconds } from './clock.ts';

/** What a person agreed to, waiting to be redeemed (RFC 6749 §4.1.2). Codes live 60 seconds (design D1). */
export interface AuthorizationCode {
  /** Selector of the handle. */
  readonly id: string;
  readonly verifierHash: string;
  /** The authorization that its tokens will belong to. */
  readonly authorizationId: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly redirectUri: string;
  /** Whether the request named the redirect URI: then the token request must too (RFC 6749 §4.1.3). */
  readonly redirectUriSent: boolean;
  /** S256 challenge (RFC 7636 §4.3). */
  readonly codeChallenge?: string | undefined;
  readonly nonce?: string | undefined;
  /** Thumbprint of the key that the token request must prove (RFC 9449 §10). */
  readonly jkt?: string | undefined;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly authenticatedAt: EpochSeconds;
  readonly methods: readonly AuthenticationMethod[];
  readonly sid: string;
  readonly issuedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  readonly redeemedAt?: EpochSeconds | undefined;
  /** Attempts with wrong parameters; the code is dead at five (design D1). */
  readonly failures: number;
}

export interface AuthorizationCodeStore {
  /** The code as the primary has it now, redeemed ones included until their authorization has expired. */
  find(id: string): Promise<AuthorizationCode | undefined>;
}
