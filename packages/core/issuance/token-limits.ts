import { Refusal } from '@cardea/protocol';
import type { EngineOptions, TokenLimits } from '../engine-options.ts';
import type { AccessToken } from '../ports/access-token.ts';
import type { Authorization } from '../ports/authorization.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { Change } from '../ports/unit.ts';

/** The window of `perRefreshToken`. */
const REFRESH_WINDOW_SECONDS = 10 * 60;

type Dependencies = Pick<EngineOptions, 'tokenLimits' | 'clock' | 'stores'>;

/** What the server says, unless the client is registered otherwise. */
export const limitsOf = (client: Client, { tokenLimits }: Pick<EngineOptions, 'tokenLimits'>): TokenLimits => ({
  accessTokens: client.personTokenLimit ?? tokenLimits.accessTokens,
  refreshTokens: client.personRefreshLimit ?? tokenLimits.refreshTokens,
  perRefreshToken: client.refreshTokenRate ?? tokenLimits.perRefreshToken,
  past: client.pastLimits ?? tokenLimits.past,
});

/** What ends with a new access token of a person. A refusal comes first where it is wanted; this holds against a race as well. */
export const accessTokenEvictions = (
  record: AccessToken,
  { client, isRefresh }: { readonly client: Client; readonly isRefresh: boolean },
  options: Pick<EngineOptions, 'tokenLimits'>,
): readonly Change[] => {
  const { authorizationId, clientId, subject, issuedAt: at } = record;
  if (authorizationId === undefined) return [];
  const { accessTokens, perRefreshToken } = limitsOf(client, options);
  const since = at - REFRESH_WINDOW_SECONDS;
  const person = { clientId, subject, at };
  return [
    ...(accessTokens === undefined
      ? []
      : [{ kind: 'access_tokens.evict_of_person', ...person, keep: accessTokens } as const]),
    ...(isRefresh && perRefreshToken !== undefined
      ? [
          {
            kind: 'access_tokens.evict_of_authorization',
            ...person,
            authorizationId,
            since,
            keep: perRefreshToken,
          } as const,
        ]
      : []),
  ];
};

/** What ends with a new refresh token. */
export const refreshTokenEvictions = (
  { id: exceptId, accountId, clientId }: Authorization,
  client: Client,
  options: Pick<EngineOptions, 'tokenLimits' | 'clock'>,
): readonly Change[] => {
  const { refreshTokens } = limitsOf(client, options);
  return refreshTokens === undefined
    ? []
    : [
        {
          kind: 'authorizations.evict',
          accountId,
          clientId,
          exceptId,
          keep: refreshTokens - 1,
          at: seconds(options.clock),
        },
      ];
};

interface Wish {
  readonly client: Client;
  readonly authorization: Authorization;
  readonly subject: string;
  /** Whether a refresh token is traded, or the first one made. */
  readonly refresh: 'traded' | 'made' | 'none';
}

const refused = (limit: string, client: Client): Refusal =>
  new Refusal('grant.too_many_tokens', { detail: { limit, client: client.id }, retryAfterSeconds: 60 });

/** Why a person gets no more tokens with this client, where it is registered to refuse instead of ending older ones. */
export const refusedByLimits = async (
  { client, authorization, subject, refresh }: Wish,
  options: Dependencies,
): Promise<Refusal | undefined> => {
  const { accessTokens, refreshTokens, perRefreshToken, past } = limitsOf(client, options);
  if (past === 'evict') return undefined;
  const { stores, clock } = options;
  const at = seconds(clock);
  const person = { clientId: client.id, subject, at };
  if (accessTokens !== undefined && (await stores.accessTokens.countOfPerson(person)) >= accessTokens)
    return refused('access tokens', client);
  if (refresh === 'traded' && perRefreshToken !== undefined) {
    const since = at - REFRESH_WINDOW_SECONDS;
    const given = await stores.accessTokens.countOfPerson({ ...person, authorizationId: authorization.id, since });
    if (given >= perRefreshToken) return refused('access tokens of a refresh token', client);
  }
  if (refresh === 'made' && refreshTokens !== undefined) {
    const live = await stores.authorizations.listLive(authorization.accountId, at);
    const usable = live.filter((one) => one.clientId === client.id && (one.refresh?.expiresAt ?? 0) > at);
    if (usable.length >= refreshTokens) return refused('refresh tokens', client);
  }
  return undefined;
};
