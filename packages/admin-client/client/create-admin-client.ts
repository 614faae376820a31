import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';
import type { AdminRouter } from '../contract.ts';
import { Prover } from '../proof/prover.ts';
import { createTokenSource } from '../tokens/create-token-source.ts';
import type { AdminClientOptions } from './admin-client-options.ts';
import { createExchange, type Sent } from './exchange.ts';
import type { Fetch } from './fetch.ts';
import { safeUrl } from './safe-url.ts';
import { createSender } from './send-call.ts';

/** The procedures of a server. */
export type AdminClient = TRPCClient<AdminRouter>;

/** What the links of tRPC send. */
interface LinkInit {
  readonly method?: string | undefined;
  readonly headers?: HeadersInit | undefined;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null | undefined;
}

const sentOf = ({ method = 'GET', headers, body, signal }: LinkInit = {}): Sent => ({
  method,
  headers: Object.fromEntries(new Headers(headers)),
  body: typeof body === 'string' ? body : undefined,
  signal,
});

const PATH = '/admin/trpc';
const TIME_LIMIT_MS = 30_000;

/**
 * The procedures of the server at `issuer`. Nothing is sent before the first call. What a call rejects with is explained by
 * `problemOf`. Throws `CallFailed` for an issuer that nothing secret may be sent to.
 */
export const createAdminClient = (options: AdminClientOptions): AdminClient => {
  const nowMs = options.nowMs ?? Date.now;
  safeUrl(options.issuer);
  const issuer = options.issuer.replace(/\/$/, '');
  // Looked up at each call, so that whoever replaces the global one is heeded
  const fetcher: Fetch = options.fetch ?? ((url, init) => fetch(url, init));
  const exchange = createExchange(fetcher, options.timeLimitMs ?? TIME_LIMIT_MS);
  const prover = options.dpop && new Prover(options.dpop, nowMs);
  const tokens = createTokenSource({ ...options, issuer }, { exchange, prover, nowMs });
  const send = createSender({ exchange, prover, tokens });
  return createTRPCClient<AdminRouter>({
    links: [
      httpLink({
        url: issuer + PATH,
        fetch: (url, init) => send(String(url), sentOf(init)),
      }),
    ],
  });
};
