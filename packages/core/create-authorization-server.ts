import { isRefusal, Refusal } from '@cardea/protocol';
import { authorizationServerMetadata, ownResourceMetadata } from './discovery/metadata.ts';
import { type Introspection, introspectionEndpoint, signIntrospection } from './endpoints/introspection.ts';
import { revocationEndpoint, revokePresentedToken } from './endpoints/revocation.ts';
import { tokenEndpoint } from './endpoints/token.ts';
import type { EngineOptions } from './engine-options.ts';
import type { TokenResponse } from './issuance/issue.ts';
import { FailureLimiter } from './limits/failure-limiter.ts';
import type { AccessToken } from './ports/access-token.ts';
import type { Caller, ClientRequest } from './ports/request.ts';
import { findLiveAccessToken } from './tokens/find-access-token.ts';

/**
 * The engine of one issuer: the endpoints free of HTTP. Refusals are values, to be settled before they are answered;
 * rejections are faults or defects.
 */
export interface AuthorizationServer {
  readonly issuer: string;
  token(request: ClientRequest): Promise<TokenResponse | Refusal>;
  introspect(request: ClientRequest): Promise<Introspection | Refusal>;
  signIntrospection(introspection: Introspection): string;
  revoke(request: ClientRequest): Promise<Refusal | undefined>;
  revokePresented(token: string, caller: Caller): Promise<Refusal | undefined>;
  /** The live access token that a text stands for, for the guard of Cardea's own API. */
  verifyAccessToken(token: string): Promise<AccessToken | Refusal>;
  /** Performs the effect of a refusal, and returns the one that the caller gets: the first, or that it failed too often. */
  settle<T>(caller: Caller, answer: T | Refusal): Promise<T | Refusal>;
  metadata(scopes: readonly string[]): ReturnType<typeof authorizationServerMetadata>;
  ownResourceMetadata(scopes: readonly string[]): ReturnType<typeof ownResourceMetadata>;
}

export const createAuthorizationServer = (options: EngineOptions): AuthorizationServer => {
  const limiter = new FailureLimiter(options);
  const engine = { ...options, limiter };

  const settle = async <T>(caller: Caller, answer: T | Refusal): Promise<T | Refusal> => {
    if (!isRefusal(answer) || answer.effect === undefined) return answer;
    const limited = await limiter.count(caller, answer.effect.clientId);
    return limited === undefined ? answer : limited.because(answer);
  };

  return {
    issuer: options.issuer,
    token: (request) => tokenEndpoint(request, engine),
    introspect: (request) => introspectionEndpoint(request, engine),
    signIntrospection: (introspection) => signIntrospection(introspection, options),
    revoke: (request) => revocationEndpoint(request, engine),
    revokePresented: (token, caller) => revokePresentedToken(token, caller, engine),
    async verifyAccessToken(text) {
      const token = await findLiveAccessToken(text, options);
      return typeof token === 'string' ? new Refusal(token, { effect: { kind: 'count-failure' } }) : token;
    },
    settle,
    metadata: (scopes) => authorizationServerMetadata({ ...options, scopes }),
    ownResourceMetadata: (scopes) => ownResourceMetadata({ ...options, scopes }),
  };
};
