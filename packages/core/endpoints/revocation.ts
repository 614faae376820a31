import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { authenticate } from '../client-auth/authenticate.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { FailureLimiter } from '../limits/failure-limiter.ts';
import type { AccessToken } from '../ports/access-token.ts';
import type { Actor } from '../ports/audit.ts';
import { seconds } from '../ports/clock.ts';
import type { Caller, ClientRequest } from '../ports/request.ts';
import { findAccessToken } from '../tokens/find-access-token.ts';
import { findRefreshToken } from '../tokens/find-refresh-token.ts';

type Dependencies = EngineOptions & { readonly limiter: FailureLimiter };

const revoke = async (token: AccessToken, actor: Actor, { stores, clock }: EngineOptions): Promise<void> => {
  const at = seconds(clock);
  await stores.commit({
    guard: { kind: 'access_token.revoke', id: token.id, at },
    changes: [{ kind: 'audit.append', entry: { at, actor, action: 'access_token.revoked', target: token.id } }],
  });
};

/** With a refresh token everything ends that came of the same sign-in (RFC 7009 §2.1). */
const revokeAuthorization = async (id: string, actor: Actor, { stores, clock }: EngineOptions): Promise<void> => {
  const at = seconds(clock);
  await stores.commit({
    guard: { kind: 'authorization.revoke', id, at },
    changes: [{ kind: 'audit.append', entry: { at, actor, action: 'authorization.revoked', target: id } }],
  });
};

const actorOf = (clientId: string, { address, requestId }: Caller): Actor => ({
  kind: 'client',
  id: clientId,
  address,
  requestId,
});

/**
 * POST /revoke (RFC 7009). Undefined for every token that is now of no use: revoked, unknown, garbage (§2.2), and likewise
 * for another client's, which stays as it is (§2.1). `token_type_hint` is only a hint and is not needed.
 */
export const revocationEndpoint = async (
  request: ClientRequest,
  options: Dependencies,
): Promise<Refusal | undefined> => {
  const client = await authenticate(request, options);
  if (isRefusal(client)) return client;
  const text = request.parameters.get('token');
  if (text === undefined) return refuse('request.parameter_missing', { parameter: 'token' });
  const clientId = client.client.id;
  const actor = actorOf(clientId, request.caller);
  const authorization = await findRefreshToken(text, options);
  if (authorization?.clientId === clientId) await revokeAuthorization(authorization.id, actor, options);
  if (authorization) return undefined;
  const token = await findAccessToken(text, options);
  if (typeof token !== 'string' && token.clientId === clientId) await revoke(token, actor, options);
  return undefined;
};

/** The same for the token in the request's own header: whoever holds a token may end it, without client authentication. */
export const revokePresentedToken = async (
  text: string,
  caller: Caller,
  options: Dependencies,
): Promise<Refusal | undefined> => {
  const token = await findAccessToken(text, options);
  if (typeof token === 'string') return options.limiter.count(caller);
  await revoke(token, actorOf(token.clientId, caller), options);
  return undefined;
};
