import { type AuthorizationRequest, isRefusal, type Refusal, refuse } from '@cardea/protocol';
import { responseTypes } from '../../checks/response-types.ts';
import type { EngineOptions } from '../../engine-options.ts';
import type { ResolvedRequest } from '../request-object/resolve-request.ts';
import type { TrustedRedirect } from './client-and-redirect.ts';
import { hintedSubject } from './id-token-hint.ts';
import { parseAuthorizationRequest } from './parse-request.ts';
import { refusedResource } from './resources.ts';

/** Whom the request is about, where it says so: by a hint, or by a value for `sub` (OpenID Connect Core §5.5.1). */
const wantedSubject = ({ claims }: AuthorizationRequest, hint: string | undefined): string | undefined | Refusal => {
  const [value, other] = claims?.id_token.sub?.values ?? [];
  if (value === undefined || other !== undefined) return hint;
  if (typeof value !== 'string' || (hint !== undefined && hint !== value))
    return refuse('authorize.parameter', { parameter: 'claims' });
  return value;
};

/** A request in types, with everything that can be said of it before its person is known: the same for each way it may come. */
export const acceptRequest = async (
  { parameters, source }: ResolvedRequest,
  trusted: TrustedRedirect,
  options: EngineOptions,
): Promise<AuthorizationRequest | Refusal> => {
  const { client } = trusted;
  // RFC 9101 §10.5
  if (client.requireSignedRequestObject && source !== 'signed') return refuse('request_object.needed');
  const parsed = parseAuthorizationRequest(parameters, trusted, options);
  if (isRefusal(parsed)) return parsed;
  const hint = await hintedSubject(parameters.get('id_token_hint'), client, options);
  if (isRefusal(hint)) return hint;
  // One token for all of them comes from this endpoint, or one after the other from the token endpoint
  const asked = responseTypes[parsed.responseType].token ? [parsed.resources] : parsed.resources.map((uri) => [uri]);
  const resource = await refusedResource(asked, client, options);
  if (resource) return resource;
  const subject = wantedSubject(parsed, hint);
  if (isRefusal(subject)) return subject;
  return subject === undefined ? parsed : { ...parsed, hintedSubject: subject };
};
