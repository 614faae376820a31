import { timingSafeEqual } from 'node:crypto';
import type { EpochSeconds } from '@cardea/core';
import { z } from 'zod';
import type { Cardea } from '../cardea.ts';

const CONTEXT = 'console.state';
const MAX_AGE_SECONDS = 3600;

const contents = z.strictObject({
  /** PKCE (RFC 7636 §4.1). */
  verifier: z.string(),
  /** Where the person was, or wanted to go. */
  place: z.string(),
  /** SHA-256 of the secret of the browser that began. */
  browser: z.string(),
  at: z.number(),
});

export interface SignInState {
  readonly verifier: string;
  readonly place: string;
}

interface Begun {
  readonly browserSecret: string;
  readonly now: EpochSeconds;
}

type Tools = Pick<Cardea, 'sealer' | 'digests'>;

/**
 * The `state` of a sign-in at the console (RFC 6749 §10.12): sealed, and of use to the browser that began it alone. It holds
 * what the answer needs, so that any number of tabs sign in beside each other.
 */
export const sealState = (
  { verifier, place }: SignInState,
  { browserSecret, now }: Begun,
  { sealer, digests }: Tools,
): string => sealer.seal(JSON.stringify({ verifier, place, browser: digests.sha256(browserSecret), at: now }), CONTEXT);

const opened = (box: string, { sealer }: Tools): unknown => {
  try {
    return JSON.parse(sealer.open(box, CONTEXT));
  } catch {
    return undefined;
  }
};

/** What the sign-in was begun with; undefined for what was not begun on this browser, or too long ago. */
export const openState = (
  box: string | undefined,
  { browserSecret, now }: Begun,
  tools: Tools,
): SignInState | undefined => {
  const state = contents.safeParse(box === undefined ? undefined : opened(box, tools)).data;
  if (state === undefined || now - state.at > MAX_AGE_SECONDS) return undefined;
  const expected = Buffer.from(tools.digests.sha256(browserSecret));
  const given = Buffer.from(state.browser);
  return given.length === expected.length && timingSafeEqual(given, expected) ? state : undefined;
};
