import type { Passkey, TotpParameters } from './factor.ts';

/** Time-based one-time passwords (RFC 6238). */
export interface OneTimePasswords {
  /** A fresh secret of 160 bits (RFC 4226 §4), base32. */
  newSecret(): string;
  /** What the QR code of an authenticator app says. `issuer` and `account` are what the app shows. */
  uri(totp: TotpParameters & { readonly secret: string; readonly issuer: string; readonly account: string }): string;
  /** The time step that a code belongs to, at most `skewSteps` away from now; undefined for a wrong one. Constant time. */
  stepOf(
    code: string,
    totp: TotpParameters & { readonly secret: string },
    when: { readonly nowMs: number; readonly skewSteps: number },
  ): number | undefined;
}

/** Where a passkey is valid, and what it answers. */
export interface CeremonyExpectation {
  /** base64url. */
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  /** Whether the authenticator must say that it knows its user: by a PIN, a finger, a face. */
  readonly userVerification: boolean;
}

/** A new credential, as its authenticator describes it. */
export type CreatedCredential = Pick<Passkey, 'id' | 'publicKey' | 'counter' | 'transports' | 'isSynced'>;

export interface ProvenCredential {
  readonly counter: number;
  readonly userVerified: boolean;
}

/** Why a response of an authenticator is not good: for the log alone. */
export interface CeremonyFailure {
  readonly failure: string;
}

/** The two ceremonies of Web Authentication Level 3 (§7.1, §7.2). `response` comes from the browser and may be anything. */
export interface PasskeyCeremonies {
  verifyCreation(response: unknown, expected: CeremonyExpectation): Promise<CreatedCredential | CeremonyFailure>;
  verifyRequest(
    response: unknown,
    expected: CeremonyExpectation & { readonly passkey: Passkey },
  ): Promise<ProvenCredential | CeremonyFailure>;
}
