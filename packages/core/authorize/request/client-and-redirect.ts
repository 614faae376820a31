import { isRefusal, type Parameters, type Refusal, refuse } from '@cardea/protocol';
import { matchesRedirectUri } from '../../checks/redirect-uri.ts';
import type { EngineOptions } from '../../engine-options.ts';
import type { Client } from '../../ports/client.ts';
import type { Caller } from '../../ports/request.ts';

/** Where the answer may go: nothing is sent there before this exists (design D10). */
export interface TrustedRedirect {
  readonly client: Client;
  readonly redirectUri: string;
  readonly redirectUriSent: boolean;
}

/** Whether people may be sent there on behalf of the client (RFC 9700 §4.1.3). */
export const mayReturnTo = (uri: string, { redirectUris, applicationType }: Client): boolean =>
  matchesRedirectUri(uri, { registered: redirectUris, native: applicationType === 'native' });

const shown = (text: string): string => text.slice(0, 200);

/** Who asks (RFC 6749 §4.1.2.1). The refusal is for the person's eyes alone. */
export const knownClient = async (
  id: string | undefined,
  caller: Caller,
  { clientLookup }: Pick<EngineOptions, 'clientLookup'>,
): Promise<Client | Refusal> => {
  const client = id === undefined ? undefined : await clientLookup.find(id, caller, 'authorization');
  if (isRefusal(client)) return client.status === 429 ? client : refuse('authorize.client_document', client.detail);
  return client?.enabled ? client : refuse('authorize.client', { client: id === undefined ? undefined : shown(id) });
};

/** The redirect URI of a request (RFC 9700 §4.1.3). Refusals are for the person's eyes alone. */
export const trustedRedirect = (parameters: Parameters, client: Client): TrustedRedirect | Refusal => {
  const sent = parameters.get('redirect_uri');
  const registered = client.redirectUris;
  if (sent === undefined) {
    // RFC 6749 §3.1.2.3: may be left out where exactly one is registered
    const [only, second] = registered;
    if (only === undefined || second !== undefined)
      return refuse('authorize.redirect_uri_missing', { client: client.id });
    return { client, redirectUri: only, redirectUriSent: false };
  }
  return mayReturnTo(sent, client)
    ? { client, redirectUri: sent, redirectUriSent: true }
    : refuse('authorize.redirect_uri', { client: client.id, sent: shown(sent), registered });
};
