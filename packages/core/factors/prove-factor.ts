import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { beginFactorAttempt } from '../limits/attempt-limiter.ts';
import type { AuthenticationMethod } from '../ports/browser-session.ts';
import type { FactorAttempt, FactorDependencies } from './factor-kind.ts';
import { type FactorName, factorKinds, factorsOf } from './registry.ts';

/** How a second factor proves who a person is. Guesses are counted before they are looked at; what is right is given back. */
export const proveFactor = async (
  name: FactorName,
  attempt: FactorAttempt,
  dependencies: FactorDependencies,
): Promise<readonly AuthenticationMethod[] | Refusal> => {
  const { account, caller } = attempt;
  const kind = factorKinds[name];
  const there = factorsOf(await dependencies.stores.factors.count(account.id));
  if (!there.includes(name)) return refuse('factor.not_there', { account: account.id, factor: name });
  if (!kind.isGuessable) return kind.prove(attempt, dependencies);

  const counted = await beginFactorAttempt(caller, account.id, dependencies);
  if (isRefusal(counted)) return counted;
  const methods = await kind.prove(attempt, dependencies);
  if (!isRefusal(methods)) await counted.succeeded();
  return methods;
};
