import { Refusal } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { RateLimitPolicy } from '../ports/rate-limit.ts';
import type { Caller } from '../ports/request.ts';

type Dependencies = Pick<EngineOptions, 'stores' | 'clock'>;

/** What one network may ask for, whoever it asks for. */
const askingPolicy: RateLimitPolicy = { name: 'mail_asked', burst: 20, intervalSeconds: 60 };
/** Mails to one address that its owner may not have asked for: five, then one every ten minutes. */
const addressPolicy: RateLimitPolicy = { name: 'mail_to', burst: 5, intervalSeconds: 600 };

const take = (key: string, { burst, intervalSeconds }: RateLimitPolicy, { stores, clock }: Dependencies) =>
  stores.commit({
    guard: { kind: 'rate_limit.take', key, burst, intervalMs: intervalSeconds * 1000, nowMs: clock.nowMs() },
    changes: [],
  });

/** The refusal where a network asks for mail too often: it says nothing about any account. */
export const countAsking = async ({ network }: Caller, dependencies: Dependencies): Promise<Refusal | undefined> => {
  const { name, intervalSeconds } = askingPolicy;
  return (await take(`${name}:${network}`, askingPolicy, dependencies))
    ? undefined
    : new Refusal('mail.too_many', { retryAfterSeconds: intervalSeconds });
};

/** Whether another mail may go to this address; nobody who asks is told. */
export const mayMail = (emailKey: string, dependencies: Dependencies): Promise<boolean> =>
  take(`${addressPolicy.name}:${emailKey}`, addressPolicy, dependencies);
