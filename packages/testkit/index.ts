export { anAppPassword } from './builders/app-password.ts';
export { aBranding, aLogo } from './builders/branding.ts';
export { aDeviceCode } from './builders/device-code.ts';
export {
  aClient,
  aClientSecret,
  anAccessToken,
  anAuditEntry,
  aResource,
  aScope,
  aSigningKey,
  BUILT_AT_SECONDS,
} from './builders/entities.ts';
export { aPasskey, aTotpFactor } from './builders/factors.ts';
export { anIdempotentCall } from './builders/idempotent-call.ts';
export { aKeptRefusal } from './builders/kept-refusal.ts';
export { aOneTimeLink } from './builders/one-time-link.ts';
export { anOutboxMessage } from './builders/outbox.ts';
export {
  aBrowserSession,
  aConsent,
  anAccount,
  anAuthorization,
  anAuthorizationCode,
  anAuthorizationSession,
  aSessionClient,
} from './builders/people.ts';
export { aPushedRequest } from './builders/pushed-request.ts';
export { anInitialAccessToken } from './builders/registration.ts';
export { aStat } from './builders/stat.ts';
export { aStoredSetting } from './builders/stored-setting.ts';
export { aTokenId } from './builders/token-id.ts';
export { aTrustedIssuer } from './builders/trusted-issuer.ts';
export { anIdentityLink, anIdentityProvider, anUpstreamAttempt } from './builders/upstream.ts';
export { type FakeClock, fakeClock } from './clock/fake-clock.ts';
export type { OpenEmpty, OpenStores } from './contracts/open-stores.ts';
export { storesContract } from './contracts/stores.ts';
export { temporaryFolder } from './files/temporary-folder.ts';
export { memoryStores } from './memory/memory-stores.ts';
export { type SmtpSink, startSmtpSink } from './smtp/start-smtp-sink.ts';
export { type Sqld, startSqld } from './sqld/start-sqld.ts';
