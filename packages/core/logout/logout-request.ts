import { isRefusal, type Parameters, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { Client } from '../ports/client.ts';
import { type IdTokenHint, readIdTokenHint } from '../tokens/id-token-hint.ts';

const MAX_CHARS = 2048; // Design D6
const MAX_HINT_CHARS = 4 * MAX_CHARS;
const MAX_LOCALES = 32;
const MAX_SHOWN_CHARS = 200;

/** A request to sign out (RP-Initiated Logout §2): only those of its parts that are believed. */
export interface LogoutRequest {
  /** The client that asks: proven by its ID token, or named. */
  readonly client: Client | undefined;
  /** What the ID token says, where it is one of that client. */
  readonly hint: IdTokenHint | undefined;
  /** Where the person goes afterwards: letter by letter an address that is registered for that client. */
  readonly returnTo: string | undefined;
  readonly state: string | undefined;
  readonly logoutHint: string | undefined;
  readonly uiLocales: readonly string[];
  /** Why a part was not believed: for the operator, the request goes on without it (§4). */
  readonly doubt: Refusal | undefined;
}

type Dependencies = Pick<EngineOptions, 'stores' | 'jwt' | 'keyring' | 'issuer'>;

const tooLong = (parameters: Parameters): Refusal | undefined => {
  for (const name of ['id_token_hint', 'client_id', 'post_logout_redirect_uri', 'state', 'logout_hint', 'ui_locales']) {
    const limit = name === 'id_token_hint' ? MAX_HINT_CHARS : MAX_CHARS;
    if ((parameters.get(name)?.length ?? 0) > limit) return refuse('authorize.parameter_too_long', { parameter: name });
  }
  return undefined;
};

const readHint = async (parameters: Parameters, dependencies: Dependencies) => {
  const text = parameters.get('id_token_hint');
  if (text === undefined) return undefined;
  const hint = await readIdTokenHint(text, dependencies);
  return typeof hint === 'string' ? refuse('logout.hint', { failure: hint }) : hint;
};

/** Where the person may be sent: to nobody's address while it is not known who asks (§3, design D10). */
const trustedReturn = (parameters: Parameters, client: Client | undefined): string | undefined | Refusal => {
  const sent = parameters.get('post_logout_redirect_uri');
  if (sent === undefined || client?.postLogoutRedirectUris.includes(sent)) return sent;
  const shown = sent.slice(0, MAX_SHOWN_CHARS);
  return refuse('logout.redirect_uri', {
    client: client?.id,
    sent: shown,
    registered: client?.postLogoutRedirectUris ?? [],
  });
};

export const readLogoutRequest = async (
  parameters: Parameters,
  dependencies: Dependencies,
): Promise<LogoutRequest | Refusal> => {
  const long = tooLong(parameters);
  if (long) return long;
  const read = await readHint(parameters, dependencies);
  const hint = isRefusal(read) ? undefined : read;
  const named = parameters.get('client_id');
  const clientId = hint?.clientId ?? named;
  // §2: a client_id beside the hint must be the one that the ID token was issued to
  const contradicts = named !== undefined && named !== clientId;
  const found = clientId === undefined || contradicts ? undefined : await dependencies.stores.clients.find(clientId);
  const client = found?.enabled ? found : undefined;
  const returnTo = trustedReturn(parameters, client);
  const shown = (named ?? clientId)?.slice(0, MAX_SHOWN_CHARS);
  const unknown =
    clientId !== undefined && client === undefined ? refuse('logout.client', { client: shown }) : undefined;
  return {
    client,
    hint: client && hint,
    returnTo: isRefusal(returnTo) ? undefined : returnTo,
    state: parameters.get('state'),
    logoutHint: parameters.get('logout_hint'),
    uiLocales: (parameters.get('ui_locales') ?? '').split(' ').filter(Boolean).slice(0, MAX_LOCALES),
    doubt: isRefusal(read) ? read : (unknown ?? (isRefusal(returnTo) ? returnTo : undefined)),
  };
};

/** The address to return to, with the state that the client is waiting for (§3). */
export const returnUrl = ({ returnTo, state }: Pick<LogoutRequest, 'returnTo' | 'state'>): string | undefined => {
  if (returnTo === undefined || state === undefined) return returnTo;
  return `${returnTo}${returnTo.includes('?') ? '&' : '?'}${new URLSearchParams({ state })}`;
};
