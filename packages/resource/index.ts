export { covers } from '@cardea/protocol';
export type { ResourceClock } from './clock.ts';
export type { GuardOptions, LocalIssuerOptions, ProofOptions, ProtectOptions } from './guard/options.ts';
export { protect } from './guard/protect.ts';
export type { GuardedHandler, Protection } from './guard/protection.ts';
export type { SignInRules } from './guard/sign-in.ts';
export {
  type ProtectedResourceMetadata,
  type ProtectedResourceOptions,
  protectedResourceMetadata,
} from './metadata/protected-resource.ts';
export type { PresentedProof, VerifyProof } from './proof/verify-proof.ts';
export { type PresentedToken, presentedToken } from './request/presented-token.ts';
export { type ChallengeContext, challenge } from './responses/challenge.ts';
export type { IntrospectionCredentials } from './verify/introspection-credentials.ts';
export type { RemoteIssuerOptions } from './verify/remote-issuer-options.ts';
export type { VerifiedToken, VerifyToken } from './verify/verified-token.ts';
