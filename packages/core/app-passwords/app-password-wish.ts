import {
  isRefusal,
  isSubset,
  type Parameters,
  parseScope,
  positiveSeconds,
  type Refusal,
  refuse,
} from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { nameProblem } from '../management/fields/name.ts';
import { seconds } from '../ports/clock.ts';
import { appPasswordScopes } from './app-password-fields.ts';
import { endOf, PAST_POLICY } from './app-password-policy.ts';

/** What a client asks for when it makes an app password for somebody. */
export interface AppPasswordWish {
  readonly name: string;
  readonly scopes: readonly string[];
  /** As the operator set it when absent; `null` for one that does not end by itself. */
  readonly ttlSeconds: number | null | undefined;
}

const ttlOf = (parameters: Parameters): number | null | undefined | Refusal =>
  parameters.get('expires_in') === '0' ? null : positiveSeconds(parameters, 'expires_in');

/** The wish in types: `client_name`, `scope`, and `expires_in`, which is 0 for one that does not end by itself. */
export const parseWish = (parameters: Parameters): AppPasswordWish | Refusal => {
  const [name, scope] = [parameters.get('client_name')?.trim(), parameters.get('scope')];
  if (name === undefined || scope === undefined)
    return refuse('request.parameter_missing', { parameter: name === undefined ? 'client_name' : 'scope' });
  const problem = nameProblem(name);
  if (problem !== undefined) return refuse('request.parameter_invalid', { parameter: 'client_name', problem });
  const scopes = parseScope(scope);
  if (isRefusal(scopes)) return scopes;
  const ttlSeconds = ttlOf(parameters);
  return isRefusal(ttlSeconds) ? ttlSeconds : { name, scopes, ttlSeconds };
};

/** Refuses scopes past those of APIs that are registered and within `most`. */
export const checkWishedScopes = async (
  { scopes }: AppPasswordWish,
  most: readonly string[],
  { stores }: Pick<EngineOptions, 'stores'>,
): Promise<Refusal | undefined> => {
  const allowed = (await appPasswordScopes(stores.scopes))
    .map(({ name }) => name)
    .filter((name) => most.includes(name));
  return isSubset(scopes, allowed)
    ? undefined
    : refuse('scope.not_allowed', { requested: scopes, registered: allowed });
};

/** When it ends: as it is wished, and no later than the policy allows. */
export const cappedEnd = (
  { ttlSeconds }: AppPasswordWish,
  { clock, appPasswords }: Pick<EngineOptions, 'clock' | 'appPasswords'>,
): number | undefined => {
  const now = seconds(clock);
  const end = endOf(now, ttlSeconds, appPasswords);
  return end === PAST_POLICY ? now + (appPasswords.maxTtlSeconds ?? appPasswords.usualTtlSeconds) : end;
};
