import type { EpochSeconds } from './clock.ts';

/** So many times a code may be typed wrong; then it is dead. */
export const MAX_EMAIL_CODE_ATTEMPTS = 5;

/** A code that was sent by mail, to be typed in the sign-in that it was asked for in, and in no other. */
export interface EmailCode {
  /** The flow, and so the browser. One code at a time: a newer one takes its place. */
  readonly flowId: string;
  readonly accountId: string;
  /** HMAC of the code, its flow and its account: short codes are not kept under a plain digest. */
  readonly codeHash: string;
  readonly attempts: number;
  readonly expiresAt: EpochSeconds;
}

export type EmailCodeGuard =
  /** There is a code for the flow and the account that has neither expired nor been tried too often; counts a try. */
  | { readonly kind: 'email_code.try'; readonly flowId: string; readonly accountId: string; readonly at: EpochSeconds }
  /** It is this one, it has not expired, and its account is active; removes it. Of two that use it, one is held. */
  | {
      readonly kind: 'email_code.use';
      readonly flowId: string;
      readonly accountId: string;
      readonly codeHash: string;
      readonly at: EpochSeconds;
    };

/** Inserts the code, in the place of an older one of the same flow. */
export type EmailCodeChange = { readonly kind: 'email_code.put'; readonly code: EmailCode };

export interface EmailCodeStore {
  find(flowId: string): Promise<EmailCode | undefined>;
}
