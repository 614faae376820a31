import { responseTypes } from '../../checks/response-types.ts';
import type { EngineOptions } from '../../engine-options.ts';
import { ID_TOKEN_TTL_SECONDS } from '../../issuance/id-token.ts';
import { mayRefresh } from '../../issuance/refresh-token.ts';
import type { Authorization } from '../../ports/authorization.ts';
import { seconds } from '../../ports/clock.ts';
import type { Agreed } from './agreed.ts';

/** As long as a refresh token may keep it alive, or else as the longest-lived of its tokens. */
const lifetimeOf = (
  { client, scopes, flow }: Agreed,
  { people, lifetimes }: EngineOptions,
  waitSeconds: number,
): number => {
  const { code, token } = responseTypes[flow.request.responseType];
  if (code && mayRefresh({ scopes }, client)) return client.refreshMaxSeconds ?? people.refreshMaxSeconds;
  if (!code && !token) return ID_TOKEN_TTL_SECONDS;
  const tokenSeconds = Math.max(
    client.maxAccessTokenTtlSeconds ?? 0,
    client.accessTokenTtlSeconds ?? 0,
    lifetimes.accessTokenTtlSeconds,
  );
  return (code ? waitSeconds : 0) + tokenSeconds;
};

/** The family of everything that comes from one answer (ADR 0023), which the client comes for within `waitSeconds`. */
export const newAuthorization = (
  agreed: Agreed,
  options: EngineOptions,
  waitSeconds = options.profile.codeTtlSeconds,
): Authorization => {
  const { flow, client, person, scopes } = agreed;
  const { clock, mint } = options;
  const now = seconds(clock);
  const { sid, authenticatedAt, methods } = person.session;
  return {
    id: mint.mintId(clock.nowMs()),
    clientId: client.id,
    accountId: person.account.id,
    scopes,
    resources: flow.request.resources,
    sid,
    authenticatedAt,
    methods,
    claims: flow.request.claims,
    createdAt: now,
    endsAt: now + lifetimeOf(agreed, options, waitSeconds),
  };
};
