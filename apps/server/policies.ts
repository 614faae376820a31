import type { EngineOptions } from '@cardea/core';
import type { Settings } from './config/settings-table.ts';

const MINUTE_SECONDS = 60;

/** 0 stands for no limit. */
export const tokenLimitsOf = (settings: Settings): EngineOptions['tokenLimits'] => ({
  accessTokens: settings.personAccessTokens || undefined,
  refreshTokens: settings.personRefreshTokens || undefined,
  perRefreshToken: settings.refreshTokenRate || undefined,
  past: settings.pastLimits,
});

export const appPasswordsOf = (settings: Settings): EngineOptions['appPasswords'] => ({
  maxTtlSeconds: settings.appPasswordMaxTtlSeconds,
  usualTtlSeconds: settings.appPasswordTtlSeconds,
  perAccount: settings.appPasswordsPerAccount,
});

/** A minute's worth at once, and then evenly. */
export const authorizeLimit = ({ authorizePerMinute: burst }: Settings): EngineOptions['limits']['authorize'] =>
  burst === 0 ? undefined : { name: 'authorize', burst, intervalSeconds: MINUTE_SECONDS / burst };
