import type { Refusal } from '@cardea/protocol';
import { basicChallenge, type ChallengeContext, challenge } from './challenge.ts';

const RETRY_AFTER_SECONDS = 1;

/** A refusal as it goes over the wire: the caller learns `error` and `description`, and nothing else. */
export const refusalResponse = (refusal: Refusal, context: ChallengeContext): Response => {
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  const value = challenge(refusal, context);
  if (value !== undefined) headers.set('www-authenticate', value);
  // RFC 9110 §11.6.1: each scheme that would do
  if (value !== undefined && refusal.status === 401 && context.basic === true)
    headers.append('www-authenticate', basicChallenge(context));
  const retryAfter = refusal.retryAfterSeconds ?? (refusal.status === 503 ? RETRY_AFTER_SECONDS : undefined);
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  const body = JSON.stringify({ error: refusal.error, error_description: refusal.description });
  return new Response(body, { status: refusal.status, headers });
};
