/** What app passwords people may have, as the operator wants it. */
export interface AppPasswordPolicy {
  /** How long one lives at most; without a number there may be some that do not end by themselves. */
  readonly maxTtlSeconds: number | undefined;
  /** How long one lives where nobody says anything else; never longer than the most. */
  readonly usualTtlSeconds: number;
  /** How many that have not expired one account may have. */
  readonly perAccount: number;
}

/** What is asked for is more than the policy allows. */
export const PAST_POLICY = 'past-policy';

/** When an app password ends: `null` asks for one that does not end by itself. */
export const endOf = (
  now: number,
  askedSeconds: number | null | undefined,
  { maxTtlSeconds, usualTtlSeconds }: AppPasswordPolicy,
): number | undefined | typeof PAST_POLICY => {
  const most = maxTtlSeconds ?? Number.POSITIVE_INFINITY;
  if (askedSeconds === null) return maxTtlSeconds === undefined ? undefined : PAST_POLICY;
  if (askedSeconds === undefined) return now + Math.min(usualTtlSeconds, most);
  return askedSeconds > most ? PAST_POLICY : now + askedSeconds;
};
