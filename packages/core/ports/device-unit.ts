import type { EpochSeconds } from './clock.ts';
import type { DeviceCode } from './device-code.ts';
import type { OnBehalf } from './people-unit.ts';

/** The answer of a person to a device: the code waits for it and has not expired, and the flow is open; the flow is removed. */
interface Answer {
  readonly id: string;
  /** The authorization session in which the person answers. */
  readonly flowId: string;
  readonly at: EpochSeconds;
}

/** Guards of device codes (RFC 8628). Of several that answer or redeem one code, one is held. */
export type DeviceGuard =
  /** No other code waits under the same user code; inserts it. */
  | { readonly kind: 'device_code.insert'; readonly code: DeviceCode }
  /** Whoever answers is active and has not left the session of this `sid`; the user code is free again. */
  | (Answer & {
      readonly kind: 'device_code.allow';
      readonly authorizationId: string;
      readonly about: { readonly accountId: string; readonly sid: string };
    })
  | (Answer & { readonly kind: 'device_code.deny' })
  /** It waits for an answer, and the last poll is an interval ago, but for `graceMs`; remembers this one. */
  | {
      readonly kind: 'device_code.poll';
      readonly id: string;
      readonly nowMs: number;
      readonly graceMs: number;
    }
  /** It is allowed, not redeemed and not expired, and its authorization is not revoked; redeems it, and keeps it until `removeAt`. */
  | (OnBehalf & {
      readonly kind: 'device_code.redeem';
      readonly id: string;
      readonly authorizationId: string;
      readonly removeAt: EpochSeconds;
    });

/** Polled too early: remembers when, and lengthens the interval. */
export type DeviceChange = {
  readonly kind: 'device_code.slow_down';
  readonly id: string;
  readonly nowMs: number;
  readonly bySeconds: number;
};
