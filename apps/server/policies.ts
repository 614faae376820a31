import type { EngineOptions, OpenTo } from '@cardea/core';
import type { Cardea } from './cardea.ts';
import type { Settings } from './config/settings-table.ts';
import { isSignUpOn } from './pages/by-mail/by-mail-form.ts';

const MINUTE_SECONDS = 60;

/** 0 stands for no limit. */
export const tokenLimitsOf = (settings: Settings): EngineOptions['tokenLimits'] => ({
  accessTokens: settings.personAccessTokens || undefined,
  refreshTokens: settings.personRefreshTokens || undefined,
  perRefreshToken: settings.refreshTokenRate || undefined,
  past: settings.pastLimits,
});

/** Read with each request: it may change. */
export const openToOf = (server: Pick<Cardea, 'settings' | 'mail'>): OpenTo => ({
  get clients() {
    return server.settings.registration !== 'off';
  },
  get people() {
    return isSignUpOn(server);
  },
});

export const appPasswordsOf = (settings: Settings): EngineOptions['appPasswords'] => ({
  maxTtlSeconds: settings.appPasswordMaxTtlSeconds,
  usualTtlSeconds: settings.appPasswordTtlSeconds,
  perAccount: settings.appPasswordsPerAccount,
});

/** A minute's worth at once, and then evenly. */
const authorizeLimit = ({ authorizePerMinute: burst }: Settings): EngineOptions['limits']['authorize'] =>
  burst === 0 ? undefined : { name: 'authorize', burst, intervalSeconds: MINUTE_SECONDS / burst };

export const limitsOf = (settings: Settings): EngineOptions['limits'] => ({
  login: { name: 'login', burst: settings.loginBurst, intervalSeconds: settings.loginIntervalSeconds },
  factor: { name: 'factor', burst: settings.factorBurst, intervalSeconds: settings.factorIntervalSeconds },
  factorOfAccount: {
    name: 'factor_of_account',
    burst: settings.factorAccountBurst,
    intervalSeconds: settings.factorAccountIntervalSeconds,
  },
  badCredentials: {
    name: 'bad_credentials',
    burst: settings.credentialBurst,
    intervalSeconds: settings.credentialIntervalSeconds,
  },
  authorize: authorizeLimit(settings),
  badClientCredentials: {
    name: 'bad_client_credentials',
    burst: settings.credentialBurst,
    intervalSeconds: settings.credentialIntervalSeconds,
  },
  userCodes: {
    name: 'user_codes',
    burst: settings.userCodeBurst,
    intervalSeconds: settings.userCodeIntervalSeconds,
  },
  allUserCodes: {
    name: 'all_user_codes',
    burst: settings.allUserCodesBurst,
    intervalSeconds: settings.allUserCodesIntervalSeconds,
  },
  deviceRequests: {
    name: 'device_requests',
    burst: settings.deviceRequestBurst,
    intervalSeconds: settings.deviceRequestIntervalSeconds,
  },
});
