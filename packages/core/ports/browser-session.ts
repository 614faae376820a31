import type { EpochSeconds } from './clock.ts';

/**
 * How a person proved who they are (RFC 8176 §2): `pop` is a key of whose keeping nothing is known, `user` that somebody was
 * there, `mfa` that two factors of different kinds were used; `fed` is ours: an identity provider said who it is.
 */
export type AuthenticationMethod = 'pwd' | 'otp' | 'pop' | 'hwk' | 'swk' | 'user' | 'mfa' | 'email' | 'fed';

/** A person signed in on one browser. Its cookie holds a handle; a new one at each change of privilege. */
export interface BrowserSession {
  /** Selector of the handle. */
  readonly id: string;
  readonly verifierHash: string;
  readonly accountId: string;
  /** When the person last proved who they are: `auth_time`. */
  readonly authenticatedAt: EpochSeconds;
  readonly methods: readonly AuthenticationMethod[];
  /** `sid` in ID and logout tokens: survives the rotation of the handle (OpenID Connect Back-Channel Logout §2.1). */
  readonly sid: string;
  readonly address: string;
  readonly userAgent: string;
  readonly createdAt: EpochSeconds;
  readonly lastSeenAt: EpochSeconds;
  /** Idle end: `lastSeenAt` and the idle lifetime. */
  readonly expiresAt: EpochSeconds;
  /** Absolute end, whatever happens. */
  readonly endsAt: EpochSeconds;
  readonly endedAt?: EpochSeconds | undefined;
}

export interface BrowserSessionStore {
  /** The session as the primary has it now. */
  find(id: string): Promise<BrowserSession | undefined>;
  /** Live sessions of a person, newest first. */
  listLive(accountId: string, at: EpochSeconds): Promise<readonly BrowserSession[]>;
}
