import { isRefusal, Parameters, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../../engine-options.ts';
import type { Client } from '../../ports/client.ts';
import type { RequestSource } from '../../ports/pushed-request.ts';
import { type OpenedRequestObject, openRequestObject } from './open-request-object.ts';

/** RFC 9101 §5.2: longer ones do not fit everywhere. */
const MAX_URI_CHARS = 512;

/** A request as it counts, wherever its parameters came from. */
export interface ResolvedRequest {
  readonly parameters: Parameters;
  readonly source: RequestSource;
}

const withoutFragment = (uri: string): string => uri.split('#', 1)[0] ?? '';

/** The request object at a registered address (RFC 9101 §5.2.1); the fragment only tells its versions apart. */
const fetched = async (
  uri: string,
  client: Client,
  { remoteRequestObjects, profile }: EngineOptions,
): Promise<string | Refusal> => {
  if (!profile.requestObjects.byReference) return refuse('authorize.request_uri_unsupported');
  const isKnown = client.requestUris.some((known) => withoutFragment(known) === withoutFragment(uri));
  if (uri.length > MAX_URI_CHARS || !isKnown)
    return refuse('request_uri.not_registered', { client: client.id, sent: uri.slice(0, 200) });
  return (await remoteRequestObjects.find(uri)) ?? refuse('request_uri.unavailable', { sent: uri });
};

/**
 * The parameters inside, and where the profile follows OpenID Connect Core §6.1 those outside that are not inside. RFC 9101 §6.3
 * ignores what is outside.
 */
const merged = (
  outside: Parameters,
  { parameters: inside, source }: OpenedRequestObject,
  client: Client,
  merges: boolean,
) => {
  const parameters = new Parameters();
  parameters.add('client_id', client.id);
  for (const [name, value] of inside.entries()) if (name !== 'client_id') parameters.add(name, value);
  if (!merges) return { parameters, source };
  for (const [name, value] of outside.entries())
    if (name !== 'client_id' && name !== 'request' && name !== 'request_uri' && !inside.has(name))
      parameters.add(name, value);
  return { parameters, source };
};

/** A request whose parameters lie in a request object, by value or by reference; any other as it is. */
export const resolveRequest = async (
  outside: Parameters,
  client: Client,
  options: EngineOptions,
): Promise<ResolvedRequest | Refusal> => {
  const [value, uri] = [outside.get('request'), outside.get('request_uri')];
  if (value === undefined && uri === undefined) return { parameters: outside, source: 'plain' };
  // RFC 9101 §5
  if (value !== undefined && uri !== undefined) return refuse('request_object.twice');
  const text = uri === undefined ? value : await fetched(uri, client, options);
  if (text === undefined || isRefusal(text)) return text ?? refuse('request_object.malformed');
  const opened = await openRequestObject(text, client, options);
  if (isRefusal(opened)) return opened;
  const { merges } = options.profile.requestObjects;
  // OpenID Connect Core §6.1: the same inside and outside
  const [inside, sent] = [opened.parameters.get('response_type'), outside.get('response_type')];
  if (merges && inside !== undefined && sent !== undefined && inside !== sent)
    return refuse('request_object.parameter', { parameter: 'response_type' });
  return merged(outside, opened, client, merges);
};
