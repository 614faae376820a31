import {
  isRefusal,
  isSubset,
  type Parameters,
  parseHandle,
  parseScope,
  positiveSeconds,
  Refusal,
  refuse,
} from '@cardea/protocol';
import { REFRESH_REUSE_SECONDS } from '../issuance/code-times.ts';
import { signIdToken } from '../issuance/id-token.ts';
import { onBehalf } from '../issuance/on-behalf.ts';
import type { Companions, Spending } from '../issuance/plan.ts';
import { idleEnd, isAncestor, successorOf } from '../issuance/refresh-token.ts';
import { subjectFor } from '../issuance/subject.ts';
import { refusedByLimits } from '../issuance/token-limits.ts';
import type { Authorization, RefreshState } from '../ports/authorization.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import { type GrantDependencies, grant } from './grant.ts';

interface RefreshRequest {
  readonly token: string;
  readonly scope: string | undefined;
  readonly resources: readonly string[];
  readonly expiresInSeconds: number | undefined;
}

/** A refresh token that its authorization knows, and how: the usable one, or the one it has just replaced. */
interface Known {
  readonly authorization: Authorization;
  readonly refresh: RefreshState;
  readonly verifier: string;
  readonly hash: string;
  readonly isCurrent: boolean;
}

const parse = (parameters: Parameters): RefreshRequest | Refusal => {
  const token = parameters.get('refresh_token');
  if (token === undefined) return refuse('request.parameter_missing', { parameter: 'refresh_token' });
  const expiresInSeconds = positiveSeconds(parameters, 'expires_in');
  if (isRefusal(expiresInSeconds)) return expiresInSeconds;
  return {
    token,
    scope: parameters.get('scope'),
    resources: [...parameters.getAll('resource'), ...parameters.getAll('audience')],
    expiresInSeconds,
  };
};

const reused = (authorizationId: string): Refusal =>
  new Refusal('refresh.reused', {
    detail: { authorization: authorizationId },
    effect: { kind: 'revoke-authorization', authorizationId, why: 'refresh_reuse' },
  });

const know = async (
  text: string,
  client: Client,
  { stores, clock, digests, jkt }: GrantDependencies,
): Promise<Known | Refusal> => {
  const parts = parseHandle('refresh_token', text);
  if (parts === undefined) return refuse('refresh.malformed');
  const authorization = await stores.authorizations.find(parts.selector);
  const refresh = authorization?.refresh;
  if (authorization === undefined || refresh === undefined) return refuse('refresh.unknown');
  // RFC 6749 §6: another client's token stays good for its own
  if (authorization.clientId !== client.id) return refuse('refresh.other_client', { client: client.id });

  const { verifier } = parts;
  const hash = digests.sha256(verifier);
  const now = seconds(clock);
  const isCurrent = hash === refresh.currentHash;
  const isPrevious = hash === refresh.previousHash;
  if (!isCurrent && !(isPrevious && now - refresh.rotatedAt <= REFRESH_REUSE_SECONDS)) {
    return isPrevious || isAncestor(verifier, refresh, { digests })
      ? reused(authorization.id)
      : refuse('refresh.unknown');
  }
  if (authorization.revokedAt !== undefined) return refuse('refresh.revoked');
  // RFC 9449 §5
  if (refresh.jkt !== undefined && refresh.jkt !== jkt) return refuse('dpop.other_key');
  if (refresh.expiresAt <= now || authorization.endsAt <= now) return refuse('refresh.expired');
  return { authorization, refresh, verifier, hash, isCurrent };
};

/** The part of the granted scopes that is asked for (RFC 6749 §6); the authorization keeps them all. */
const narrowed = (scope: string | undefined, granted: readonly string[]): readonly string[] | Refusal => {
  if (scope === undefined) return granted;
  const scopes = parseScope(scope);
  if (isRefusal(scopes)) return scopes;
  return isSubset(scopes, granted) ? scopes : refuse('refresh.scope', { requested: scopes, granted });
};

/** Public clients always, but for those bound to a key; the others where they are registered so (design D2, RFC 9700 §4.14.2). */
const rotates = ({ authMethod, rotateRefreshTokens }: Client, { jkt }: RefreshState): boolean =>
  rotateRefreshTokens ?? (authMethod === 'none' && jkt === undefined);

const spend = (
  known: Known,
  client: Client,
  dependencies: GrantDependencies,
): { readonly spends: Spending } & Companions => {
  const { authorization, verifier, hash, isCurrent } = known;
  const { stores, clock } = dependencies;
  const at = seconds(clock);
  const expiresAt = idleEnd(authorization, client, dependencies);
  const common = {
    at,
    client: { id: client.id, version: client.version },
    accountId: authorization.accountId,
    authorizationId: authorization.id,
    presentedHash: hash,
    expiresAt,
  };
  const next =
    rotates(client, known.refresh) || !isCurrent ? successorOf(authorization.id, verifier, dependencies) : undefined;
  const lost = async (): Promise<Refusal | undefined> => {
    const [now, account] = await Promise.all([
      stores.authorizations.find(authorization.id),
      stores.accounts.find(authorization.accountId),
    ]);
    if (now?.refresh === undefined) return refuse('refresh.unknown');
    if (now.revokedAt !== undefined) return refuse('refresh.revoked');
    if (account?.state !== 'active') return refuse('refresh.account', { account: authorization.accountId });
    return now.refresh.expiresAt <= at || now.endsAt <= at ? refuse('refresh.expired') : undefined;
  };
  const rotate = next !== undefined && isCurrent;
  return {
    spends: {
      guard: rotate
        ? { kind: 'refresh.rotate', ...common, nextHash: next.hash }
        : { kind: 'refresh.use', ...common, replacedAfter: at - REFRESH_REUSE_SECONDS - 1 },
      changes: [],
      lost,
    },
    refreshToken: next === undefined ? undefined : { text: next.text, expiresInSeconds: authorization.endsAt - at },
  };
};

/** The refresh token grant (RFC 6749 §6, RFC 9700 §4.14). */
export const refreshToken = grant<RefreshRequest>({
  type: 'refresh_token',
  summary: 'An application gets a fresh access token without asking the person again.',
  parse,

  async handle(request, authenticated, dependencies) {
    const { client } = authenticated;
    const known = await know(request.token, client, dependencies);
    if (isRefusal(known)) return known;
    const { authorization } = known;
    const account = await dependencies.stores.accounts.find(authorization.accountId);
    if (account?.state !== 'active') return refuse('refresh.account', { account: authorization.accountId });

    // A scope that was taken from the client since then ends what was granted with it (S073)
    if (!isSubset(authorization.scopes, client.scopes)) {
      return refuse('refresh.revoked', { granted: authorization.scopes, registered: client.scopes });
    }
    const scopes = narrowed(request.scope, authorization.scopes);
    if (isRefusal(scopes)) return scopes;
    const { resources, expiresInSeconds } = request;
    const unasked = resources.find(
      (uri) => authorization.resources.length > 0 && !authorization.resources.includes(uri),
    );
    if (unasked !== undefined) return refuse('refresh.target', { requested: unasked });
    const portion = await onBehalf({ scopes, resources, expiresInSeconds }, { client, authorization }, dependencies);
    if (isRefusal(portion)) return portion;
    const subject = subjectFor(account.id, client, dependencies);
    const limited = await refusedByLimits({ client, authorization, subject, refresh: 'traded' }, dependencies);
    if (limited) return limited;

    return {
      ...portion,
      ...spend(known, client, dependencies),
      grant: 'refresh_token',
      client: authenticated,
      subject,
      authorizationId: authorization.id,
      authentication: authorization,
      idToken: scopes.includes('openid')
        ? (accessToken) => signIdToken({ client, account, authorization, nonce: undefined, accessToken }, dependencies)
        : undefined,
    };
  },
});
