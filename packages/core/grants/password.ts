import { isRefusal, isReservedScope, type Parameters, positiveSeconds, type Refusal, refuse } from '@cardea/protocol';
import { proveOwner } from '../accounts/prove-owner.ts';
import { type AppPasswordWish, checkWishedScopes, parseWish } from '../app-passwords/app-password-wish.ts';
import { accessTokenLifetime } from '../checks/lifetime.ts';
import { clientScopes } from '../checks/scope.ts';
import { shownToken } from '../checks/shown-token.ts';
import type { AuthenticatedClient } from '../client-auth/authenticated-client.ts';
import { owesEmailStep } from '../factors/email-step.ts';
import { factorsOf } from '../factors/registry.ts';
import { appPasswordFor } from '../first-party/app-password-for.ts';
import { checkSignIn, findShownSession } from '../first-party/shown-session.ts';
import { directAuthorization } from '../issuance/direct-authorization.ts';
import type { IssuancePlan, Spending } from '../issuance/plan.ts';
import type { ReadyPlan } from '../issuance/ready-plan.ts';
import { firstRefreshToken, mayRefresh } from '../issuance/refresh-token.ts';
import { resolveTarget } from '../issuance/resolve-target.ts';
import { subjectFor } from '../issuance/subject.ts';
import { refusedByLimits } from '../issuance/token-limits.ts';
import type { Account } from '../ports/account.ts';
import type { Client } from '../ports/client.ts';
import type { Caller, ClientRequest } from '../ports/request.ts';
import { type GrantDependencies, grant } from './grant.ts';

interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly caller: Caller;
}

/** A token for the client itself (RFC 6749 §4.3.2). */
interface TokenWish {
  readonly scope: string | undefined;
  readonly resources: readonly string[];
  readonly expiresInSeconds: number | undefined;
}

type PasswordRequest = Credentials &
  (
    | { readonly for: 'app_password'; readonly token: string; readonly wish: AppPasswordWish }
    | { readonly for: 'token'; readonly wish: TokenWish }
  );

const parseTokenWish = (parameters: Parameters): TokenWish | Refusal => {
  // Who names an app password has forgotten the session
  if (parameters.has('client_name')) return refuse('password.session_missing');
  const expiresInSeconds = positiveSeconds(parameters, 'expires_in');
  if (isRefusal(expiresInSeconds)) return expiresInSeconds;
  const resources = [...parameters.getAll('resource'), ...parameters.getAll('audience')];
  return { scope: parameters.get('scope'), resources, expiresInSeconds };
};

const parse = (parameters: Parameters, request: ClientRequest): PasswordRequest | Refusal => {
  const [username, password] = [parameters.get('username'), parameters.get('password')];
  if (username === undefined || password === undefined)
    return refuse('request.parameter_missing', { parameter: username === undefined ? 'username' : 'password' });
  const credentials = { username, password, caller: request.caller };
  const token = shownToken(request);
  if (isRefusal(token)) return token;
  if (token === undefined) {
    const wish = parseTokenWish(parameters);
    return isRefusal(wish) ? wish : { ...credentials, for: 'token', wish };
  }
  const wish = parseWish(parameters);
  return isRefusal(wish) ? wish : { ...credentials, for: 'app_password', token, wish };
};

/** An app password, in a session and with the password once more. */
const giveAppPassword = async (
  { token, wish, ...credentials }: Extract<PasswordRequest, { readonly for: 'app_password' }>,
  client: Client,
  dependencies: GrantDependencies,
): Promise<ReadyPlan | Refusal> => {
  if (dependencies.jkt !== undefined) return refuse('app_password.bound');
  const shown = await findShownSession(token, client, dependencies);
  if (isRefusal(shown)) return shown;
  const refusal =
    (await checkSignIn(shown, client, dependencies)) ?? (await checkWishedScopes(wish, client.scopes, dependencies));
  if (refusal) return refusal;
  const account = await proveOwner({ ...credentials, accountId: shown.account.id }, dependencies);
  if (isRefusal(account)) return account;
  return appPasswordFor({ grant: 'password', client, account, wish, caller: credentials.caller }, dependencies);
};

/** Nothing is spent, but the password must be the account's still when the token is stored (design D12). */
const unchanged = (account: Account, client: Client, { stores }: GrantDependencies): Omit<Spending, 'changes'> => ({
  guard: {
    kind: 'account.unchanged',
    account: { id: account.id, version: account.version },
    client: { id: client.id, version: client.version },
  },
  async lost() {
    const now = await stores.accounts.find(account.id);
    return now?.state === 'active' ? undefined : refuse('password.wrong', { account: account.id });
  },
});

/** A token for whoever gives their password, where nothing more would be asked of them on the page. */
const giveToken = async (
  { wish, ...credentials }: Extract<PasswordRequest, { readonly for: 'token' }>,
  authenticated: AuthenticatedClient,
  dependencies: GrantDependencies,
): Promise<IssuancePlan | Refusal> => {
  const { client } = authenticated;
  const { stores, factors, lifetimes, people } = dependencies;
  if ((client.factors ?? factors.policy) === 'two_factors')
    return refuse('password.client_policy', { client: client.id });
  const target = await resolveTarget(wish.resources, client, dependencies);
  if (isRefusal(target)) return target;
  // Managing takes more than a password, and who a person is, is told where they sign in
  const mayHave = client.scopes.filter((scope) => !isReservedScope(scope));
  const scopes = clientScopes(wish.scope, { client: mayHave, target: target.scopes });
  if (isRefusal(scopes)) return scopes;

  const account = await proveOwner(credentials, dependencies);
  if (isRefusal(account)) return account;
  const has = factorsOf(await stores.factors.count(account.id));
  if (has.length > 0 || owesEmailStep(account, ['pwd'], dependencies))
    return refuse('password.second_factor', { account: account.id });

  const ttlSeconds = accessTokenLifetime({
    requestedSeconds: wish.expiresInSeconds,
    usualSeconds: client.accessTokenTtlSeconds ?? target.ttlSeconds ?? lifetimes.accessTokenTtlSeconds,
    clientMaxSeconds: client.maxAccessTokenTtlSeconds,
    serverMaxSeconds: lifetimes.maxAccessTokenTtlSeconds,
  });
  const authorization = directAuthorization(
    {
      clientId: client.id,
      accountId: account.id,
      scopes,
      audience: target.audience,
      methods: ['pwd'],
      ttlSeconds: mayRefresh({ scopes }, client)
        ? Math.max(ttlSeconds, client.refreshMaxSeconds ?? people.refreshMaxSeconds)
        : ttlSeconds,
    },
    dependencies,
  );
  const refresh = firstRefreshToken(authorization, client, dependencies);
  const subject = subjectFor(account.id, client, dependencies);
  const limited = await refusedByLimits(
    { client, authorization, subject, refresh: refresh ? 'made' : 'none' },
    dependencies,
  );
  if (limited) return limited;
  return {
    grant: 'password',
    client: authenticated,
    subject,
    scopes,
    target,
    ttlSeconds,
    authorizationId: authorization.id,
    authentication: authorization,
    refreshToken: refresh?.token,
    spends: {
      ...unchanged(account, client, dependencies),
      changes: [{ kind: 'authorization.insert', authorization }, ...(refresh?.changes ?? [])],
    },
  };
};

/**
 * A person's own password (RFC 6749 §4.3), for programs that know nothing else. Beside the token of a session it makes an app
 * password; alone it gives a token to the client, and never goes around a second factor.
 */
export const password = grant<PasswordRequest>({
  type: 'password',
  summary: 'A program gets a token, or in a session an app password, with the password of a person.',
  legacy: true,
  parse,
  handle: (request, authenticated, dependencies) =>
    request.for === 'token'
      ? giveToken(request, authenticated, dependencies)
      : giveAppPassword(request, authenticated.client, dependencies),
});
