import { type Refusal, refuse } from '@cardea/protocol';
import { type TokenScheme, tokenSources } from './token-sources.ts';

const B64TOKEN = /^[A-Za-z0-9._~+/-]+=*$/; // RFC 6750 §2.1
const MAX_TOKEN_CHARS = 16 * 1024; // Design D6

const inQuery = (url: string): boolean => {
  const start = url.indexOf('?');
  return start !== -1 && new URLSearchParams(url.slice(start + 1)).has('access_token');
};

/** An access token with the way it came. */
export interface PresentedToken {
  readonly token: string;
  readonly scheme: TokenScheme;
}

/** The one access token of a request, or why there is none to judge (RFC 6750 §2). The body is never read. */
export const presentedToken = (request: Request): PresentedToken | Refusal => {
  // RFC 9700 §4.3.2
  if (inQuery(request.url)) return refuse('request.token_in_query');
  const tokens = tokenSources.flatMap(({ scheme, read }) => read(request.headers).map((token) => ({ scheme, token })));
  const [presented, second] = tokens;
  if (presented === undefined) return refuse('token.missing');
  const { token } = presented;
  if (second !== undefined) return refuse('request.two_tokens', { count: tokens.length });
  if (token.length > MAX_TOKEN_CHARS || !B64TOKEN.test(token)) return refuse('token.malformed');
  return presented;
};
