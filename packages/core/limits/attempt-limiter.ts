import { Refusal, type RefusalCode } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { RateLimitPolicy } from '../ports/rate-limit.ts';
import type { Caller } from '../ports/request.ts';

/** An attempt that was counted before it was made, so that parallel ones cannot pass the limit. */
export interface Attempt {
  /** It succeeded: it does not count. */
  succeeded(): Promise<void>;
}

type Dependencies = Pick<EngineOptions, 'stores' | 'clock' | 'limits'>;

interface Bucket {
  /** What is counted, after the name of the policy. */
  readonly of: string;
  readonly policy: RateLimitPolicy;
}

/** Takes one from each bucket, or from none: then how long to wait. */
const begin = async (
  buckets: readonly Bucket[],
  tooMany: RefusalCode,
  { stores, clock }: Dependencies,
): Promise<Attempt | Refusal> => {
  const taken: { readonly key: string; readonly intervalMs: number }[] = [];
  const giveBack = async (): Promise<void> => {
    await stores.commit({ changes: taken.map((bucket) => ({ kind: 'rate_limit.give', ...bucket }) as const) });
  };
  for (const { of, policy } of buckets) {
    const key = `${policy.name}:${of}`;
    const intervalMs = policy.intervalSeconds * 1000;
    const { burst } = policy;
    const nowMs = clock.nowMs();
    if (await stores.commit({ guard: { kind: 'rate_limit.take', key, burst, intervalMs, nowMs }, changes: [] })) {
      taken.push({ key, intervalMs });
      continue;
    }
    const arrivalMs = (await stores.rateLimits.arrivalMs(key)) ?? nowMs;
    if (taken.length > 0) await giveBack();
    const waitMs = arrivalMs - (burst - 1) * intervalMs - nowMs;
    return new Refusal(tooMany, { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
  }
  return { succeeded: giveBack };
};

/**
 * Counts an attempt to sign in as somebody, by network and by account and network: whoever guesses is slowed down, and
 * nobody can lock a person out from somewhere else. The refusal where there is no attempt left.
 */
export const beginAttempt = ({ network }: Caller, loginKey: string, dependencies: Dependencies) => {
  const { login: policy } = dependencies.limits;
  const buckets = [network, `${loginKey}@${network}`].map((of) => ({ of, policy }));
  return begin(buckets, 'login.too_many', dependencies);
};

/** Counts an attempt that nobody's name is known of before it succeeds: by network. */
export const beginNamelessAttempt = ({ network }: Caller, dependencies: Dependencies) =>
  begin([{ of: network, policy: dependencies.limits.login }], 'login.too_many', dependencies);

/**
 * Counts a code of a second factor, by account and network, and by account: whoever has the password guesses slowly, from
 * however many addresses. Nobody without the password can use up another's attempts.
 */
export const beginFactorAttempt = ({ network }: Caller, accountId: string, dependencies: Dependencies) => {
  const { factor, factorOfAccount } = dependencies.limits;
  const buckets = [
    { of: `${accountId}@${network}`, policy: factor },
    { of: accountId, policy: factorOfAccount },
  ];
  return begin(buckets, 'factor.too_many', dependencies);
};

/** Codes by mail of one account: nobody needs a password to guess them, so that they are counted apart from everything else. */
const EMAIL_CODES: RateLimitPolicy = { name: 'email_code', burst: 10, intervalSeconds: 90 };

/**
 * Counts a code that came by mail, by network, by account and network, and by account: whoever guesses from many addresses
 * takes this one way from the person for a quarter of an hour at most, and no other.
 */
export const beginEmailCodeAttempt = ({ network }: Caller, loginKey: string, dependencies: Dependencies) => {
  const { login: policy } = dependencies.limits;
  const buckets = [
    { of: network, policy },
    { of: `${loginKey}@${network}`, policy },
    { of: loginKey, policy: EMAIL_CODES },
  ];
  return begin(buckets, 'login.too_many', dependencies);
};
