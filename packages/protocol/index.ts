export {
  APP_PASSWORD_BYTES,
  appPasswordFrom,
  formatAppPassword,
  parseAppPassword,
} from './app-passwords/app-password.ts';
export { type BasicCredential, parseBasic, splitAuthorization } from './client-auth/basic.ts';
export { formatUserCode, parseUserCode, userCodeFrom } from './device/user-code.ts';
export {
  checkProofClaims,
  type ExpectedProof,
  PROOF_AGE_SECONDS,
  PROOF_AHEAD_SECONDS,
  proofAlgorithms,
  proofIn,
  proofKey,
  thumbprintText,
} from './dpop/proof.ts';
export {
  formatHandle,
  type HandleParts,
  isSelector,
  parseHandle,
  SELECTOR_CHARS,
  sortedDigits,
  VERIFIER_CHARS,
} from './handles/handle.ts';
export { type Handle, type HandleKind, handlePrefixes } from './handles/kinds.ts';
export { authorizationParameters } from './messages/authorization-parameters.ts';
export type * from './messages/authorization-request.ts';
export { isParameterText, parseForm } from './parameters/form.ts';
export { parseJsonParameters } from './parameters/json.ts';
export { parseJsonObject } from './parameters/json-object.ts';
export { positiveSeconds } from './parameters/number.ts';
export { Parameters } from './parameters/parameters.ts';
export { type OAuthError, oauthErrors } from './refusals/oauth-error.ts';
export {
  isRefusal,
  Refusal,
  type RefusalCode,
  type RefusalDetail,
  type RefusalEffect,
  refusals,
  refuse,
} from './refusals/refusal.ts';
export { identityScopes } from './scope/identity-scopes.ts';
export { isReservedScope } from './scope/reserved-scopes.ts';
export { covers, formatScope, isAdminScope, isScopeToken, isSubset, parseScope } from './scope/scope.ts';
