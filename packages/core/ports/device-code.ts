import type { EpochSeconds } from './clock.ts';

/** What a device asks for while a person answers on another one (RFC 8628 §3.2). */
export interface DeviceCode {
  /** Selector of the handle. */
  readonly id: string;
  readonly verifierHash: string;
  /** What the user code is found by, until the person has answered; unique. */
  readonly userCodeHash?: string | undefined;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  /** Where the device asked from, for the eyes of the person who answers. */
  readonly address: string;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
  /** Seconds between two polls; grows with each that comes too early (RFC 8628 §3.5). */
  readonly intervalSeconds: number;
  /** When it was last polled, in milliseconds since 1970. */
  readonly polledAtMs?: number | undefined;
  /** The authorization that its tokens will belong to: the person said yes. */
  readonly authorizationId?: string | undefined;
  readonly deniedAt?: EpochSeconds | undefined;
  readonly redeemedAt?: EpochSeconds | undefined;
  /** Until then it is remembered: as long as it lives, and once redeemed as long as what came of it. */
  readonly removeAt: EpochSeconds;
}

export interface DeviceCodeStore {
  /** The code as the primary has it now. */
  find(id: string): Promise<DeviceCode | undefined>;
  /** The one that waits for an answer under this user code, expired or not. */
  findByUserCode(userCodeHash: string): Promise<DeviceCode | undefined>;
}
