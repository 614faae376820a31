import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { type BasicLogin, parseBasicLogin } from './basic-login.ts';
import { type TokenScheme, tokenSources, withScheme } from './token-sources.ts';

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
  /** Who it came with, where that is how it came. */
  readonly login?: BasicLogin | undefined;
}

const readBasic = withScheme('basic');

/** The app password of a request, where it has one and an API takes it; undefined where it has none. */
const presentedLogin = ({ headers }: Request): PresentedToken | undefined | Refusal => {
  const [credentials, second] = readBasic(headers);
  if (credentials === undefined) return undefined;
  if (second !== undefined) return refuse('request.two_tokens');
  const login = parseBasicLogin(credentials);
  return isRefusal(login) ? login : { token: login.password, scheme: 'basic', login };
};

/** The one access token of a request, or why there is none to judge (RFC 6750 §2). The body is never read; `basic` takes an app password with the user name of its person too (RFC 7617). */
export const presentedToken = (
  request: Request,
  { basic = false }: { readonly basic?: boolean } = {},
): PresentedToken | Refusal => {
  // RFC 9700 §4.3.2
  if (inQuery(request.url)) return refuse('request.token_in_query');
  const tokens = tokenSources.flatMap(({ scheme, read }) => read(request.headers).map((token) => ({ scheme, token })));
  const [presented, second] = tokens;
  const login = basic ? presentedLogin(request) : undefined;
  if (presented === undefined) return login ?? refuse('token.missing');
  if (login !== undefined) return refuse('request.two_tokens');
  const { token } = presented;
  if (second !== undefined) return refuse('request.two_tokens', { count: tokens.length });
  if (token.length > MAX_TOKEN_CHARS || !B64TOKEN.test(token)) return refuse('token.malformed');
  return presented;
};
