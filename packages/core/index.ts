export type { AccountMail } from './account-mail/account-mail.ts';
export type { AccountRequest } from './account-mail/account-request.ts';
export type { OpenLink } from './account-mail/open-link.ts';
export type { Spent } from './account-mail/spend-link.ts';
export type { PasswordRefused } from './account-mail/spend-on-password.ts';
export { type PasswordFault, passwordFaults } from './accounts/password-policy.ts';
export { type SealPorts, sealAudit } from './audit/seal-audit.ts';
export { type AuditFault, type AuditProof, type ProofOptions, verifyAudit } from './audit/verify-audit.ts';
export type { ShownDevice } from './authorize/device/find-device.ts';
export type {
  AuthorizationFlow,
  Browser,
  EnrolmentOutcome,
  FlowOutcome,
  FlowState,
  OfferedProvider,
  UpstreamOutcome,
} from './authorize/flow.ts';
export { initiateLoginUrl } from './authorize/initiate-login.ts';
export { OWN_CLIENT_ID, type OwnRequest } from './authorize/own-request.ts';
export { type AuthorizationResponse, responseUrl } from './authorize/response.ts';
export type { Step } from './authorize/steps/next-step.ts';
export { clientAuthMethods } from './client-auth/registry.ts';
export { type AuthorizationServer, createAuthorizationServer } from './create-authorization-server.ts';
export { createSimulator } from './create-simulator.ts';
export type {
  EndpointUrls,
  EngineLimits,
  EngineObserver,
  EngineOptions,
  Lifetimes,
  OpenTo,
  ProviderPorts,
} from './engine-options.ts';
export { dryStores } from './explain/dry-stores.ts';
export type { Simulator } from './explain/simulation.ts';
export type { ListedFactors } from './factors/account-factors.ts';
export type { PasskeyOffer } from './factors/enrolment/enrol-passkey.ts';
export type { TotpOffer } from './factors/enrolment/enrol-totp.ts';
export type { PasskeyRequest } from './factors/passkeys/passkey-request.ts';
export { type FactorName, isFactorName } from './factors/registry.ts';
export { grantRegistry, grantTypesOf } from './grants/registry.ts';
export type { RotationTimes, SigningKeyState } from './keys/key-state.ts';
export type { ListedSigningKey } from './keys/key-view.ts';
export { createKeyring, type Keyring, type KeyringOptions } from './keys/keyring.ts';
export { SigningKeyNotOpened } from './keys/signers.ts';
export type { OwnLink } from './linking/own-links.ts';
export { createLogoutDeliverer } from './logout/deliver-notice.ts';
export type { Logout, LogoutDone, LogoutQuestion } from './logout/logout.ts';
export type { LogoutRequest } from './logout/logout-request.ts';
export { postLogoutNotices } from './logout/post-notices.ts';
export { postMail } from './mail/post-mail.ts';
export type { CreatedToken, NewToken } from './management/access-tokens/create-token.ts';
export type { TokenDescription } from './management/access-tokens/describe-token.ts';
export type { AccountChanges, AccountDescription, NewAccount } from './management/accounts/account-input.ts';
export type { WrittenAccount } from './management/accounts/add-account.ts';
export type { Authority } from './management/authority/authority.ts';
export { authorityOfToken } from './management/authority/authority-of-token.ts';
export type { AddedClient } from './management/clients/add-client.ts';
export type { ClientDescription } from './management/clients/describe-client.ts';
export { CONSOLE_SCOPES } from './management/console/console-client.ts';
export { ensureConsoleClient } from './management/console/ensure-console-client.ts';
export { isManagementError, ManagementError } from './management/errors/management-error.ts';
export { type ManagementErrorCode, managementErrors } from './management/errors/management-errors.ts';
export type { BegunCall } from './management/idempotency/idempotency.ts';
export { createManagement, type Management } from './management/management.ts';
export type { ManagementPorts } from './management/ports.ts';
export type { SetUpLink } from './management/set-up/set-up-links.ts';
export { createOutbox, type Outbox, type OutboxOptions } from './outbox/create-outbox.ts';
export type { OutboxObserver } from './outbox/deliver-message.ts';
export type { Deliverer, Delivery, DeliveryAttempt } from './outbox/deliverer.ts';
export { type Post, post } from './outbox/post.ts';
export type * from './ports/access-token.ts';
export * from './ports/account.ts';
export type * from './ports/actor-claim.ts';
export type * from './ports/app-password.ts';
export type * from './ports/app-password-unit.ts';
export type * from './ports/audit.ts';
export type * from './ports/audit-seal.ts';
export type * from './ports/authorization.ts';
export type * from './ports/authorization-code.ts';
export type * from './ports/authorization-session.ts';
export * from './ports/branding.ts';
export type * from './ports/browser-session.ts';
export type * from './ports/client.ts';
export type * from './ports/client-lookup.ts';
export { clientSecretContext } from './ports/client-secret-context.ts';
export { type Clock, type EpochSeconds, seconds } from './ports/clock.ts';
export type * from './ports/consent.ts';
export { CONSOLE_CLIENT_ID } from './ports/console-id.ts';
export * from './ports/crypto.ts';
export { DatabaseUnavailable } from './ports/database-unavailable.ts';
export type * from './ports/device-code.ts';
export type { DeviceChange, DeviceGuard } from './ports/device-unit.ts';
export * from './ports/email-code.ts';
export type { ExchangeGuard, Standing } from './ports/exchange-unit.ts';
export type * from './ports/factor.ts';
export type * from './ports/factor-crypto.ts';
export type * from './ports/factor-unit.ts';
export type * from './ports/idempotency.ts';
export type { IdentityAudience } from './ports/identity-audience.ts';
export type * from './ports/identity-link.ts';
export type * from './ports/identity-provider.ts';
export type * from './ports/initial-access-token.ts';
export type * from './ports/kept-refusal.ts';
export type { KeyUse } from './ports/keyring.ts';
export type * from './ports/listing.ts';
export type * from './ports/logout-receivers.ts';
export * from './ports/mail.ts';
export type * from './ports/one-time-link.ts';
export type * from './ports/outbox.ts';
export type * from './ports/outbox-unit.ts';
export type * from './ports/password-judge.ts';
export type { PasswordGuard } from './ports/password-unit.ts';
export type * from './ports/people-unit.ts';
export type * from './ports/pushed-request.ts';
export type * from './ports/rate-limit.ts';
export type * from './ports/registration-unit.ts';
export type * from './ports/remote-api.ts';
export type * from './ports/remote-documents.ts';
export type * from './ports/remote-keys.ts';
export type * from './ports/remote-request-objects.ts';
export type { Caller, ClientRequest, SentProof } from './ports/request.ts';
export type * from './ports/request-unit.ts';
export type * from './ports/resource.ts';
export type * from './ports/scope.ts';
export { accountWords, clientWords, soughtWords } from './ports/search-words.ts';
export type * from './ports/session-client.ts';
export type { SetUpGuard } from './ports/set-up-unit.ts';
export type * from './ports/settings-catalogue.ts';
export type * from './ports/signing-key.ts';
export * from './ports/stat.ts';
export type * from './ports/stored-setting.ts';
export type * from './ports/stores.ts';
export type * from './ports/token-limit-unit.ts';
export type * from './ports/trusted-issuer.ts';
export type { TrustedIssuerGuard } from './ports/trusted-issuer-unit.ts';
export type * from './ports/unit.ts';
export type * from './ports/upstream-attempt.ts';
export type * from './ports/upstream-unit.ts';
export { type Profile, type ProfileName, profiles } from './profiles/profile.ts';
export { createRegistration } from './registration/create-registration.ts';
export { createClientLookup } from './registration/documents/client-lookup.ts';
export type { DocumentPolicy } from './registration/documents/document-policy.ts';
export type { RegistrationPolicy } from './registration/policy.ts';
export type { Registration, RegistrationMode } from './registration/registration.ts';
export { removeUnusedClients } from './registration/unused-clients.ts';
export type { AppPasswordFault, OwnAppPassword } from './self-service/app-passwords.ts';
export type { OwnApplication } from './self-service/applications.ts';
export { removeDueAccounts } from './self-service/deletion.ts';
export type { OwnEnrolment } from './self-service/factors.ts';
export type { PasswordChanged, PasswordNotTaken } from './self-service/password.ts';
export type { OwnProfile } from './self-service/profile.ts';
export type { SelfService } from './self-service/self-service.ts';
export type { OwnSession } from './self-service/sessions.ts';
export type { FreshVisitor, Visitor } from './self-service/visitor.ts';
export { MAX_SESSIONS_PER_BROWSER, type SignedIn } from './sessions/browser-sessions.ts';
export { browserState } from './sessions/session-state.ts';
export type { ChosenOwner, OwnerProblem, SetUp, SetUpOutcome } from './set-up/set-up.ts';
export { type Counted, recordStats } from './stats/record-stats.ts';
export { OPERATOR_CLIENT_ID } from './tokens/find-access-token.ts';
export { FIRST_PARTY_CLIENT_ID } from './tokens/find-app-password.ts';
