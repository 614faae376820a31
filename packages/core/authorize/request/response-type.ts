import { type Parameters, type Refusal, type ResponseMode, type ResponseType, refuse } from '@cardea/protocol';
import type { Client } from '../../ports/client.ts';

interface TypeRow {
  /** How it answers where the request does not say (OAuth 2.0 Multiple Response Types §3). */
  readonly defaultMode: ResponseMode;
  /** Whether tokens come from this endpoint: never in a query, and never without a nonce where one is an ID token. */
  readonly frontChannel: boolean;
  readonly idToken: boolean;
}

/** Every response type; all but `code` only for clients that are registered for it (design D14). */
export const responseTypes: Readonly<Record<ResponseType, TypeRow>> = {
  code: { defaultMode: 'query', frontChannel: false, idToken: false },
  token: { defaultMode: 'fragment', frontChannel: true, idToken: false },
  id_token: { defaultMode: 'fragment', frontChannel: true, idToken: true },
  'id_token token': { defaultMode: 'fragment', frontChannel: true, idToken: true },
  'code id_token': { defaultMode: 'fragment', frontChannel: true, idToken: true },
  'code token': { defaultMode: 'fragment', frontChannel: true, idToken: false },
  'code id_token token': { defaultMode: 'fragment', frontChannel: true, idToken: true },
};

export const responseModes: readonly ResponseMode[] = ['query', 'fragment', 'form_post'];

const isResponseType = (value: string): value is ResponseType => Object.hasOwn(responseTypes, value);

/** The response type of a request, in any order of its parts (RFC 6749 §3.1.1). */
export const responseType = (parameters: Parameters, client: Client): ResponseType | Refusal => {
  const sent = parameters.get('response_type');
  if (sent === undefined) return refuse('authorize.response_type_missing');
  const sorted = sent.split(' ').sort().join(' ');
  if (!isResponseType(sorted)) return refuse('authorize.response_type', { sent: sent.slice(0, 64) });
  const registered = client.responseTypes.includes(sorted);
  return registered ? sorted : refuse('authorize.response_type', { sent: sorted, registered: client.responseTypes });
};

/** How the answer is to be sent. Also decided for a request that is refused, so that the refusal can be sent. */
export const responseMode = (parameters: Parameters, type: ResponseType | undefined): ResponseMode | Refusal => {
  const row = responseTypes[type ?? 'code'];
  const sent = parameters.get('response_mode');
  if (sent === undefined) return row.defaultMode;
  const mode = responseModes.find((known) => known === sent);
  if (mode === undefined || (mode === 'query' && row.frontChannel))
    return refuse('authorize.response_mode', { sent: sent.slice(0, 64) });
  return mode;
};
