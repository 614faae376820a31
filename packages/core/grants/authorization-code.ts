import { isRefusal, type Parameters, parseHandle, positiveSeconds, Refusal, refuse } from '@cardea/protocol';
import { checkCodeVerifier } from '../checks/pkce.ts';
import { CODE_RETRY_SECONDS, MAX_CODE_FAILURES } from '../issuance/code-times.ts';
import { signIdToken } from '../issuance/id-token.ts';
import { onBehalf } from '../issuance/on-behalf.ts';
import type { Spending } from '../issuance/plan.ts';
import { firstRefreshToken } from '../issuance/refresh-token.ts';
import { subjectFor } from '../issuance/subject.ts';
import { refusedByLimits } from '../issuance/token-limits.ts';
import type { AuthorizationCode } from '../ports/authorization-code.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import { type GrantDependencies, grant } from './grant.ts';

interface CodeRequest {
  readonly code: string;
  readonly redirectUri: string | undefined;
  readonly codeVerifier: string | undefined;
  readonly resources: readonly string[];
  readonly expiresInSeconds: number | undefined;
}

const parse = (parameters: Parameters): CodeRequest | Refusal => {
  const code = parameters.get('code');
  if (code === undefined) return refuse('request.parameter_missing', { parameter: 'code' });
  const expiresInSeconds = positiveSeconds(parameters, 'expires_in');
  if (isRefusal(expiresInSeconds)) return expiresInSeconds;
  return {
    code,
    redirectUri: parameters.get('redirect_uri'),
    codeVerifier: parameters.get('code_verifier'),
    resources: [...parameters.getAll('resource'), ...parameters.getAll('audience')],
    expiresInSeconds,
  };
};

const find = async (text: string, { stores, mint }: GrantDependencies): Promise<AuthorizationCode | Refusal> => {
  const parts = parseHandle('authorization_code', text);
  if (parts === undefined) return refuse('code.malformed');
  const code = await stores.authorizationCodes.find(parts.selector);
  return code && mint.verify(parts.verifier, code.verifierHash) ? code : refuse('code.unknown');
};

/** What the client must know besides the code (RFC 6749 §4.1.3, RFC 7636 §4.6). */
const checkPossession = (
  request: CodeRequest,
  code: AuthorizationCode,
  { digests }: GrantDependencies,
): Refusal | undefined => {
  // RFC 6749 §4.1.3: identical, and present where it was
  const expected = code.redirectUriSent ? code.redirectUri : undefined;
  const wrong = request.redirectUri === undefined ? expected !== undefined : request.redirectUri !== code.redirectUri;
  if (wrong)
    return refuse('code.redirect_uri', { sent: request.redirectUri?.slice(0, 200), expected: code.redirectUri });
  return checkCodeVerifier(request.codeVerifier, code.codeChallenge, digests.sha256);
};

/** Design D1: a code that comes again with everything right was stolen, unless the answer was lost just now. */
const replayed = ({ authorizationId, redeemedAt = 0 }: AuthorizationCode, now: number): Refusal =>
  new Refusal('code.replayed', {
    detail: { authorization: authorizationId, secondsAgo: now - redeemedAt },
    ...(now - redeemedAt <= CODE_RETRY_SECONDS
      ? {}
      : { effect: { kind: 'revoke-authorization', authorizationId, why: 'code_replay' } as const }),
  });

const checkCode = (
  request: CodeRequest,
  code: AuthorizationCode,
  client: Client,
  dependencies: GrantDependencies,
): Refusal | undefined => {
  const now = seconds(dependencies.clock);
  // RFC 6749 §4.1.3: another client's code stays good for its own
  if (code.clientId !== client.id) return refuse('code.other_client', { client: client.id });
  const wrong = checkPossession(request, code, dependencies);
  if (wrong) {
    const effect = { kind: 'count-code-failure', codeId: code.id } as const;
    return code.redeemedAt === undefined ? new Refusal(wrong.code, { detail: wrong.detail, effect }) : wrong;
  }
  if (code.redeemedAt !== undefined) return replayed(code, now);
  // RFC 9449 §10
  if (code.jkt !== undefined && code.jkt !== dependencies.jkt) return refuse('dpop.other_key');
  if (code.failures >= MAX_CODE_FAILURES) return refuse('code.too_many_failures');
  return code.expiresAt <= now ? refuse('code.expired', { secondsLate: now - code.expiresAt }) : undefined;
};

const spend = (
  code: AuthorizationCode,
  client: Client,
  { stores, clock }: GrantDependencies,
): Omit<Spending, 'changes'> => {
  const { id, authorizationId, accountId } = code;
  const at = seconds(clock);
  return {
    guard: {
      kind: 'authorization_code.redeem',
      id,
      authorizationId,
      accountId,
      client: { id: client.id, version: client.version },
      at,
    },
    async lost() {
      const [now, authorization, account] = await Promise.all([
        stores.authorizationCodes.find(id),
        stores.authorizations.find(authorizationId),
        stores.accounts.find(accountId),
      ]);
      if (now === undefined) return refuse('code.unknown');
      if (now.redeemedAt !== undefined) return replayed(now, at);
      if (now.failures >= MAX_CODE_FAILURES) return refuse('code.too_many_failures');
      if (authorization === undefined || authorization.revokedAt !== undefined)
        return refuse('code.authorization_revoked');
      if (account?.state !== 'active') return refuse('code.account', { account: accountId });
      return now.expiresAt <= at || authorization.endsAt <= at ? refuse('code.expired') : undefined;
    },
  };
};

/** The authorization code grant (RFC 6749 §4.1.3, RFC 7636 §4.5, OpenID Connect Core §3.1.3). */
export const authorizationCode = grant<CodeRequest>({
  type: 'authorization_code',
  summary: 'An application gets tokens for the person who signed in and agreed.',
  parse,

  async handle(request, authenticated, dependencies) {
    const { client } = authenticated;
    const { stores } = dependencies;
    const code = await find(request.code, dependencies);
    if (isRefusal(code)) return code;
    const refusal = checkCode(request, code, client, dependencies);
    if (refusal) return refusal;

    const [authorization, account] = await Promise.all([
      stores.authorizations.find(code.authorizationId),
      stores.accounts.find(code.accountId),
    ]);
    if (authorization === undefined || authorization.revokedAt !== undefined)
      return refuse('code.authorization_revoked');
    if (authorization.endsAt <= seconds(dependencies.clock)) return refuse('code.expired');
    if (account?.state !== 'active') return refuse('code.account', { account: code.accountId });

    // RFC 8707 §2.2: a part of what was agreed to
    const { resources, expiresInSeconds } = request;
    const unasked = resources.find(
      (uri) => authorization.resources.length > 0 && !authorization.resources.includes(uri),
    );
    if (unasked !== undefined) return refuse('refresh.target', { requested: unasked });
    const portion = await onBehalf(
      { scopes: code.scopes, resources, expiresInSeconds },
      { client, authorization },
      dependencies,
    );
    if (isRefusal(portion)) return portion;

    const refresh = firstRefreshToken(authorization, client, dependencies);
    const subject = subjectFor(account.id, client, dependencies);
    const limited = await refusedByLimits(
      { client, authorization, subject, refresh: refresh ? 'made' : 'none' },
      dependencies,
    );
    if (limited) return limited;
    return {
      ...portion,
      grant: 'authorization_code',
      client: authenticated,
      subject,
      authorizationId: authorization.id,
      authentication: authorization,
      spends: { ...spend(code, client, dependencies), changes: refresh?.changes ?? [] },
      refreshToken: refresh?.token,
      idToken: code.scopes.includes('openid')
        ? (accessToken) => signIdToken({ client, account, authorization, nonce: code.nonce, accessToken }, dependencies)
        : undefined,
    };
  },
});
