import type { AdminClientOptions } from '../client/admin-client-options.ts';
import { RenewedToken } from './renewed-token.ts';
import { createTokenRequest } from './request-token.ts';
import type { TokenDependencies, TokenSource } from './token-source.ts';

/** Tokens that somebody else gets. */
const given = (token: string | (() => string | Promise<string>)): TokenSource => {
  if (typeof token === 'string') return { current: async () => token, insteadOf: async () => undefined };
  const ask = async () => token();
  return {
    current: ask,
    insteadOf: async (refused) => {
      const next = await ask();
      return next === refused ? undefined : next;
    },
  };
};

export const createTokenSource = (options: AdminClientOptions, dependencies: TokenDependencies): TokenSource =>
  options.token === undefined
    ? new RenewedToken(createTokenRequest(options, dependencies), dependencies.nowMs)
    : given(options.token);
