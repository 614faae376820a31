import type { Refusal } from '@cardea/protocol';
import type { VerifiedToken } from '../verify/verified-token.ts';
import type { elysiaPlugin } from './elysia-plugin.ts';
import type { SignInRules } from './sign-in.ts';

/** A handler of a guarded route; what else the server passes (Bun's server, Hono's environment) follows the token. */
export type GuardedHandler<R extends Request, Rest extends readonly unknown[]> = (
  request: R,
  token: VerifiedToken,
  ...rest: Rest
) => Response | Promise<Response>;

/** A guard with its caches; make one for each API and keep it. */
export interface Protection {
  /** Only the decision, for servers that render refusals themselves. */
  decide(request: Request): Promise<VerifiedToken | Refusal>;
  /** The decision, or the response that refuses. */
  check(request: Request): Promise<VerifiedToken | Response>;
  /** Wraps a fetch handler: Bun.serve, Hono, Node adapters. */
  guard<R extends Request, Rest extends readonly unknown[]>(
    handler: GuardedHandler<R, Rest>,
  ): (request: R, ...rest: Rest) => Promise<Response>;
  /** The same guard, with the same caches, for routes that need these scopes too. */
  requires(...scopes: readonly string[]): Protection;
  /**
   * The same guard for routes that ask more of the sign-in: of people who have signed in with two factors, or a short while
   * ago. The challenge tells clients how to get there (RFC 9470 §3).
   */
  requiresSignIn(rules: SignInRules): Protection;
  /**
   * A plugin for Elysia. Routes after `.use(api.elysia())` in the same instance, and plugins they use, are guarded; they
   * have `token` in their context and may name scopes of their own: `{ requires: 'photos:write' }`.
   */
  elysia(): ReturnType<typeof elysiaPlugin>;
}
