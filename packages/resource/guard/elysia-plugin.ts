import { type Refusal, refuse } from '@cardea/protocol';
import type { Elysia } from 'elysia';
import type { VerifiedToken } from '../verify/verified-token.ts';
import { missingScope, scopeList } from './scopes.ts';

export interface ElysiaGate {
  readonly check: (request: Request) => Promise<VerifiedToken | Response>;
  /** `scopes`: what the route needs beside those of the guard. */
  readonly refused: (refusal: Refusal, request: Request, scopes: readonly string[]) => Response;
}

/** What the guard put into the context before; `requires` alone guards nothing, so that a token may be absent. */
interface Guarded {
  readonly request: Request;
  readonly token?: VerifiedToken;
}

/** Guards every route that comes after it in the same instance; adds `token` to the context and `requires` to routes. */
export const elysiaPlugin =
  ({ check, refused }: ElysiaGate) =>
  (app: Elysia) =>
    app
      .resolve(async ({ request, status }) => {
        const outcome = await check(request);
        if (outcome instanceof Response) return status(outcome.status as 401, outcome);
        return { token: outcome };
      })
      .macro({
        requires: (scope: string | readonly string[]) => {
          const scopes = scopeList(typeof scope === 'string' ? [scope] : scope);
          return {
            beforeHandle: ({ request, token }: Guarded) => {
              const refusal = token ? missingScope(token, scopes) : refuse('token.missing');
              return refusal && refused(refusal, request, scopes);
            },
          };
        },
      });
