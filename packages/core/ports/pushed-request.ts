import type { EpochSeconds } from './clock.ts';

/** How the parameters of a request came: as they are, or in a request object that is signed or not (RFC 9101). */
export type RequestSource = 'plain' | 'signed' | 'unsigned';

/** An authorization request that its client sent ahead (RFC 9126), waiting for the person's browser. */
export interface PushedRequest {
  /** Selector of the handle. */
  readonly id: string;
  readonly verifierHash: string;
  /** The only client that may use it. */
  readonly clientId: string;
  /** The parameters that count, in the order they came. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly source: RequestSource;
  readonly createdAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}

export interface PushedRequestStore {
  /** The request as the primary has it now. */
  find(id: string): Promise<PushedRequest | undefined>;
}
