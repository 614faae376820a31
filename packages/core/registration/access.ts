import { isRefusal, parseHandle, Refusal, type RefusalCode, refuse, splitAuthorization } from '@cardea/protocol';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { InitialAccessToken } from '../ports/initial-access-token.ts';
import type { RegistrationDependencies } from './dependencies.ts';

type Dependencies = Pick<RegistrationDependencies, 'stores' | 'clock' | 'mint' | 'policy'>;

/** A wrong token counts against the network it came from, like any other credential. */
const failed = (code: RefusalCode, client?: string): Refusal =>
  new Refusal(code, { detail: { client: client?.slice(0, 128) }, effect: { kind: 'count-failure' } });

/** The token of the Authorization header; undefined where there is none. */
const bearer = (authorization: string | undefined): string | undefined | Refusal => {
  if (authorization === undefined) return undefined;
  const { scheme, rest } = splitAuthorization(authorization);
  return scheme === 'bearer' ? rest : refuse('registration.token_elsewhere');
};

/** The initial access token of a request, ready to be used; undefined where anybody may register and none was sent. */
export const initialAccess = async (
  authorization: string | undefined,
  { stores, clock, mint, policy }: Dependencies,
): Promise<InitialAccessToken | undefined | Refusal> => {
  const text = bearer(authorization);
  if (isRefusal(text)) return text;
  if (text === undefined) return policy.mode === 'open' ? undefined : refuse('registration.token_missing');
  const parts = parseHandle('initial_access_token', text);
  if (parts === undefined) return failed('registration.token_malformed');
  const token = await stores.initialAccessTokens.find(parts.selector);
  if (token === undefined || !mint.verify(parts.verifier, token.verifierHash))
    return failed('registration.token_spent');
  const { expiresAt = Number.POSITIVE_INFINITY, maxUses = Number.POSITIVE_INFINITY, uses } = token;
  return expiresAt > seconds(clock) && uses < maxUses ? token : failed('registration.token_spent');
};

/** A client and the token that manages it. */
export interface Managed {
  readonly client: Client;
  readonly token: string;
}

/** The client that a registration access token manages: the one of the path, and no other (RFC 7592 §2). */
export const managedClient = async (
  id: string,
  authorization: string | undefined,
  { stores, mint }: Dependencies,
): Promise<Managed | Refusal> => {
  const token = bearer(authorization);
  if (isRefusal(token)) return token;
  if (token === undefined) return refuse('registration.token_missing');
  const parts = parseHandle('registration_token', token);
  if (parts === undefined) return failed('registration.token_malformed');
  const client = await stores.clients.findFresh(id);
  const hash = client?.registrationAccessHash;
  if (client === undefined || hash === undefined || !mint.verify(parts.verifier, hash))
    return failed('registration.token_unknown', id);
  return client.enabled ? { client, token } : failed('registration.token_unknown', id);
};
