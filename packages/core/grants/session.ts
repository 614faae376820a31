import { isRefusal, type Parameters, type Refusal, refuse } from '@cardea/protocol';
import { loginKey } from '../accounts/login-key.ts';
import { type AppPasswordWish, checkWishedScopes, parseWish } from '../app-passwords/app-password-wish.ts';
import { shownToken } from '../checks/shown-token.ts';
import { appPasswordFor } from '../first-party/app-password-for.ts';
import { checkSignIn, findShownSession, type ShownSession } from '../first-party/shown-session.ts';
import type { Caller, ClientRequest } from '../ports/request.ts';
import { grant } from './grant.ts';

interface SessionRequest {
  readonly token: string;
  readonly username: string | undefined;
  readonly wish: AppPasswordWish;
  readonly caller: Caller;
}

const parse = (parameters: Parameters, request: ClientRequest): SessionRequest | Refusal => {
  const token = shownToken(request);
  if (isRefusal(token)) return token;
  if (token === undefined) return refuse('password.session_missing');
  const wish = parseWish(parameters);
  if (isRefusal(wish)) return wish;
  return { token, username: parameters.get('username'), wish, caller: request.caller };
};

const isOf = ({ account: { usernameKey, emailKey } }: ShownSession, username: string): boolean =>
  [usernameKey, emailKey].includes(loginKey(username));

/** An app password for somebody who signed in without a password: no more than the token that is shown for it may do. */
export const session = grant<SessionRequest>({
  type: 'session',
  summary: 'A program makes an app password in the session of a person who signed in without a password.',
  legacy: true,
  parse,

  async handle({ token, username, wish, caller }, { client }, dependencies) {
    if (dependencies.jkt !== undefined) return refuse('app_password.bound');
    const shown = await findShownSession(token, client, dependencies);
    if (isRefusal(shown)) return shown;
    const { account, methods } = shown;
    if (username !== undefined && !isOf(shown, username)) return refuse('password.session', { account: account.id });
    const stale = await checkSignIn(shown, client, dependencies);
    if (stale) return stale;
    if (methods.includes('pwd')) return refuse('password.needed', { account: account.id });
    const most = client.scopes.filter((scope) => shown.scopes.includes(scope));
    const wider = await checkWishedScopes(wish, most, dependencies);
    if (wider) return wider;
    return appPasswordFor({ grant: 'session', client, account, wish, caller }, dependencies);
  },
});
