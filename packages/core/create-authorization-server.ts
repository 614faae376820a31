import { isRefusal, Refusal } from '@cardea/protocol';
import { type AccountMail, createAccountMail } from './account-mail/account-mail.ts';
import { createAuthorizationFlow } from './authorize/create-flow.ts';
import type { AuthorizationFlow } from './authorize/flow.ts';
import { authorizationServerMetadata, ownResourceMetadata } from './discovery/metadata.ts';
import { dpopNonce } from './dpop/nonce.ts';
import { provePossession } from './dpop/prove-possession.ts';
import { type DeviceAuthorizationResponse, deviceAuthorizationEndpoint } from './endpoints/device-authorization.ts';
import { type Introspection, introspectionEndpoint, signIntrospection } from './endpoints/introspection.ts';
import { performEffect } from './endpoints/perform-effect.ts';
import { type PushedResponse, pushedRequestEndpoint } from './endpoints/pushed-request.ts';
import { revocationEndpoint, revokePresentedToken } from './endpoints/revocation.ts';
import { tokenEndpoint } from './endpoints/token.ts';
import { type Userinfo, userinfoEndpoint } from './endpoints/userinfo.ts';
import type { EngineOptions } from './engine-options.ts';
import { createFirstPartySessions, type FirstPartySessions } from './first-party/first-party-sessions.ts';
import type { TokenResponse } from './issuance/issue.ts';
import { ArrivalLimiter } from './limits/arrival-limiter.ts';
import { FailureLimiter } from './limits/failure-limiter.ts';
import { createLogout } from './logout/create-logout.ts';
import type { Logout } from './logout/logout.ts';
import type { AccessToken } from './ports/access-token.ts';
import type { Caller, ClientRequest, SentProof } from './ports/request.ts';
import { createSelfService, type SelfService } from './self-service/self-service.ts';
import { createSetUp, type SetUp } from './set-up/set-up.ts';
import { findLiveAccessToken } from './tokens/find-access-token.ts';
import { createUpstream } from './upstream/create-upstream.ts';

/**
 * The engine of one issuer: the endpoints free of HTTP. Refusals are values, to be settled before they are answered;
 * rejections are faults or defects.
 */
export interface AuthorizationServer {
  readonly issuer: string;
  token(request: ClientRequest): Promise<TokenResponse | Refusal>;
  /** POST /device: a device asks for a code and where it is to be typed (RFC 8628 §3.1). */
  authorizeDevice(request: ClientRequest): Promise<DeviceAuthorizationResponse | Refusal>;
  introspect(request: ClientRequest): Promise<Introspection | Refusal>;
  signIntrospection(introspection: Introspection): string;
  revoke(request: ClientRequest): Promise<Refusal | undefined>;
  revokePresented(token: string, caller: Caller): Promise<Refusal | undefined>;
  /** The live access token that a text stands for, for the guard of Cardea's own API. */
  verifyAccessToken(token: string): Promise<AccessToken | Refusal>;
  /** The thumbprint of the key that a request with this access token proves to hold (RFC 9449 §7.1). */
  provePossession(proof: SentProof, accessToken: string): Promise<string | Refusal>;
  /** What the next proof is to carry where proofs need a nonce (RFC 9449 §8). */
  dpopNonce(): string;
  /** Performs the effect of a refusal, and returns the one that the caller gets: the first, or that it failed too often. */
  settle<T>(caller: Caller, answer: T | Refusal): Promise<T | Refusal>;
  /** Takes an authorization request ahead of the browser (RFC 9126). */
  pushRequest(request: ClientRequest): Promise<PushedResponse | Refusal>;
  /** The authorization code flow, headless. */
  readonly flow: AuthorizationFlow;
  /** Sessions of Cardea's own API. */
  readonly sessions: FirstPartySessions;
  /** Signing out, headless. */
  readonly logout: Logout;
  /** What people do with their own account, headless. */
  readonly selfService: SelfService;
  /** What people do with their account by mail, headless. */
  readonly accountMail: AccountMail;
  /** The first start of the server, headless. */
  readonly setUp: SetUp;
  /** Claims of the person that a live access token speaks for. */
  userinfo(token: AccessToken): Promise<Userinfo | Refusal>;
  metadata(scopes: readonly string[]): ReturnType<typeof authorizationServerMetadata>;
  ownResourceMetadata(scopes: readonly string[]): ReturnType<typeof ownResourceMetadata>;
}

export const createAuthorizationServer = (options: EngineOptions): AuthorizationServer => {
  const limiter = new FailureLimiter(options);
  const arrivals = new ArrivalLimiter(options.clock, options.limits.authorize);
  const upstream = createUpstream(options);
  const engine = { ...options, limiter, arrivals, upstream };

  const settle = async <T>(caller: Caller, answer: T | Refusal): Promise<T | Refusal> => {
    if (!isRefusal(answer) || answer.effect === undefined) return answer;
    return performEffect(answer, answer.effect, caller, engine);
  };

  return {
    issuer: options.issuer,
    token: (request) => tokenEndpoint(request, engine),
    authorizeDevice: (request) => deviceAuthorizationEndpoint(request, engine),
    introspect: (request) => introspectionEndpoint(request, engine),
    signIntrospection: (introspection) => signIntrospection(introspection, options),
    revoke: (request) => revocationEndpoint(request, engine),
    revokePresented: (token, caller) => revokePresentedToken(token, caller, engine),
    async verifyAccessToken(text) {
      const token = await findLiveAccessToken(text, options);
      return typeof token === 'string' ? new Refusal(token, { effect: { kind: 'count-failure' } }) : token;
    },
    provePossession: (proof, accessToken) => provePossession(proof, options, accessToken),
    dpopNonce: () => dpopNonce(options),
    settle,
    flow: createAuthorizationFlow(engine),
    pushRequest: (request) => pushedRequestEndpoint(request, engine),
    sessions: createFirstPartySessions(options),
    logout: createLogout(options),
    accountMail: createAccountMail(options),
    setUp: createSetUp(options),
    selfService: createSelfService(options, upstream),
    userinfo: (token) => userinfoEndpoint(token, options),
    metadata: (scopes) => authorizationServerMetadata({ ...options, scopes }),
    ownResourceMetadata: (scopes) => ownResourceMetadata({ ...options, scopes }),
  };
};
