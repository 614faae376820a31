import {
  isRefusal,
  type Parameters,
  type Refusal,
  type ResponseMode,
  type ResponseType,
  refuse,
} from '@cardea/protocol';
import { grantsOf, isFrontChannel, responseModes, responseTypes } from '../../checks/response-types.ts';
import type { Client } from '../../ports/client.ts';
import type { Profile } from '../../profiles/profile.ts';

const isResponseType = (value: string): value is ResponseType => Object.hasOwn(responseTypes, value);

/** The response type that is asked for, in any order of its parts (RFC 6749 §3.1.1); undefined for none that exists. */
const knownType = (sent: string): ResponseType | undefined => {
  const sorted = sent.split(' ').sort().join(' ');
  return isResponseType(sorted) ? sorted : undefined;
};

/** The response type of a request, where the client may use it under this profile. */
export const responseType = (
  parameters: Parameters,
  client: Client,
  profile: Pick<Profile, 'responseTypes'>,
): ResponseType | Refusal => {
  const sent = parameters.get('response_type');
  if (sent === undefined) return refuse('authorize.response_type_missing');
  const type = knownType(sent);
  if (type === undefined) return refuse('authorize.response_type', { sent: sent.slice(0, 64) });
  const isRegistered = client.responseTypes.includes(type) && profile.responseTypes.includes(type);
  if (!isRegistered) return refuse('authorize.response_type', { sent: type, registered: client.responseTypes });
  const missing = grantsOf(type).some((grant) => !client.grantTypes.includes(grant));
  return missing ? refuse('authorize.not_registered', { registered: client.grantTypes }) : type;
};

/** How the answer is to be sent. */
export const responseMode = (parameters: Parameters, type: ResponseType): ResponseMode | Refusal => {
  const sent = parameters.get('response_mode');
  if (sent === undefined) return responseTypes[type].defaultMode;
  const mode = responseModes.find((known) => known === sent);
  if (mode === undefined || (mode === 'query' && isFrontChannel(type)))
    return refuse('authorize.response_mode', { sent: sent.slice(0, 64) });
  return mode;
};

/** How a refusal is sent: as the answer would have been, whoever may ask for that (Multiple Response Types §5). */
export const refusalMode = (parameters: Parameters): ResponseMode => {
  const type = knownType(parameters.get('response_type') ?? '') ?? 'code';
  const mode = responseMode(parameters, type);
  return isRefusal(mode) ? responseTypes[type].defaultMode : mode;
};
