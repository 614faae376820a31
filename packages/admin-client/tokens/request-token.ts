import type { AdminClientOptions } from '../client/admin-client-options.ts';
import type { Received, Sent } from '../client/exchange.ts';
import { safeUrl } from '../client/safe-url.ts';
import { CallFailed } from '../problems/call-failed.ts';
import { clientProof } from './client-proof.ts';
import type { IssuedToken } from './renewed-token.ts';
import type { TokenDependencies } from './token-source.ts';

/** Of an answer that does not say (RFC 6749 §5.1 only recommends it). */
const UNSAID_LIFETIME_SECONDS = 60;

type OfClient = Exclude<AdminClientOptions, { readonly token: unknown }>;

/** RFC 8414 §3.1: between the host and the path of the issuer. */
const metadataUrl = (issuer: string): string => {
  const { origin, pathname } = new URL(issuer);
  return `${origin}/.well-known/oauth-authorization-server${pathname.replace(/\/$/, '')}`;
};

const findTokenEndpoint = async (issuer: string, { exchange }: TokenDependencies): Promise<string> => {
  const { status, json } = await exchange(metadataUrl(issuer), {
    method: 'GET',
    headers: { accept: 'application/json' },
  });
  if (status !== 200 || typeof json.token_endpoint !== 'string')
    throw new CallFailed('server.unexpected', `${metadataUrl(issuer)} answers HTTP ${status}`, { status });
  // RFC 8414 §3.3
  if (json.issuer !== issuer) throw new CallFailed('issuer.other', String(json.issuer));
  return safeUrl(json.token_endpoint).href;
};

/** RFC 6749 §5.1, §5.2; RFC 9449 §5 */
const issuedToken = ({ status, json, headers }: Received, type: 'Bearer' | 'DPoP'): IssuedToken => {
  const requestId = headers.get('x-request-id') ?? undefined;
  if (status !== 200 || typeof json.access_token !== 'string') {
    const said = [json.error, json.error_description].filter((part) => typeof part === 'string').join(': ');
    const code = status === 429 || status === 503 ? 'server.unavailable' : 'token.denied';
    throw new CallFailed(code, said === '' ? `HTTP ${status}` : said, { status, requestId });
  }
  if (String(json.token_type).toLowerCase() !== type.toLowerCase())
    throw new CallFailed('token.denied', `it is not bound to the key, but a ${String(json.token_type)} token`);
  const { expires_in: lifetime } = json;
  return {
    text: json.access_token,
    lifetimeSeconds: typeof lifetime === 'number' && lifetime > 0 ? lifetime : UNSAID_LIFETIME_SECONDS,
  };
};

/** How a client gets a token for itself (RFC 6749 §4.4). The endpoint is found once, with the first. */
export const createTokenRequest = (
  options: OfClient,
  dependencies: TokenDependencies,
): (() => Promise<IssuedToken>) => {
  const { exchange, prover, nowMs } = dependencies;
  const { issuer, scopes } = options;
  let endpoint: string | undefined;
  return async () => {
    endpoint ??= await findTokenEndpoint(issuer, dependencies);
    const url = endpoint;
    // Made anew for each attempt: an assertion is used once, and the answer to a missing nonce has used it
    const send = async (target: string, { method, headers }: Sent): Promise<Received> => {
      const proof = await clientProof(options, nowMs);
      const form = {
        grant_type: 'client_credentials',
        ...(scopes === undefined ? {} : { scope: scopes.join(' ') }),
        ...proof.form,
      };
      const body = new URLSearchParams(form).toString();
      return exchange(target, { method, headers: { ...headers, ...proof.headers }, body });
    };
    const sent = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    };
    const received = prover === undefined ? await send(url, sent) : await prover.send(send, { url, sent });
    return issuedToken(received, prover === undefined ? 'Bearer' : 'DPoP');
  };
};
