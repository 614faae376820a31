import {
  type AuthorizationRequest,
  isRefusal,
  type Parameters,
  parseScope,
  type Refusal,
  refuse,
} from '@cardea/protocol';
import { codeChallenge } from '../../checks/pkce.ts';
import { isResourceUri } from '../../checks/resource-uri.ts';
import { responseTypes } from '../../checks/response-types.ts';
import type { EngineOptions } from '../../engine-options.ts';
import type { Client } from '../../ports/client.ts';
import { unmetAcr } from '../steps/assurance.ts';
import { claimsParameter } from './claims-parameter.ts';
import type { TrustedRedirect } from './client-and-redirect.ts';
import { promptParameter } from './prompt.ts';
import { responseMode, responseType } from './response-type.ts';

const MAX_TEXT_CHARS = 2048; // Design D6
const MAX_LIST_ITEMS = 32;
/** base64url of a SHA-256. */
const THUMBPRINT = /^[\w-]{43}$/;
const MAX_RESOURCES = 16;

/** Parameters whose length alone can be wrong. */
const tooLong = (parameters: Parameters): Refusal | undefined => {
  for (const name of ['state', 'nonce', 'login_hint', 'id_token_hint', 'acr_values', 'ui_locales', 'claims_locales']) {
    const limit = name === 'id_token_hint' ? 4 * MAX_TEXT_CHARS : MAX_TEXT_CHARS;
    if ((parameters.get(name)?.length ?? 0) > limit) return refuse('authorize.parameter_too_long', { parameter: name });
  }
  return undefined;
};

const list = (text: string | undefined): readonly string[] =>
  (text ?? '').split(' ').filter(Boolean).slice(0, MAX_LIST_ITEMS);

const maxAge = (parameters: Parameters): number | undefined | Refusal => {
  const text = parameters.get('max_age');
  if (text === undefined) return undefined;
  return /^(0|[1-9][0-9]{0,9})$/.test(text) ? Number(text) : refuse('authorize.parameter', { parameter: 'max_age' });
};

/** `access_type=offline` is how Google's clients ask for a refresh token; here it stands for the scope, where the client may have it. */
const requestedScopes = (parameters: Parameters, client: Client): readonly string[] | Refusal => {
  const requested = parameters.get('scope');
  const scopes = requested === undefined ? client.scopes : parseScope(requested);
  if (isRefusal(scopes) || parameters.get('access_type') !== 'offline') return scopes;
  return client.scopes.includes('offline_access') ? [...new Set([...scopes, 'offline_access'])] : scopes;
};

/** Everything of a request but who it is for: the order is that of the specifications, first the form, then the meaning. */
export const parseAuthorizationRequest = (
  parameters: Parameters,
  { client, redirectUri, redirectUriSent }: TrustedRedirect,
  options: Pick<EngineOptions, 'profile' | 'openTo'>,
): AuthorizationRequest | Refusal => {
  const { profile } = options;
  const long = tooLong(parameters);
  if (long) return long;
  // OpenID Connect Core §7.2.1
  if (parameters.has('registration')) return refuse('authorize.registration_unsupported');

  // RFC 6749 §4.1.2.1
  if (!client.grantTypes.includes('authorization_code') && !client.grantTypes.includes('implicit'))
    return refuse('authorize.not_registered', { registered: client.grantTypes });
  const type = responseType(parameters, client, profile);
  if (isRefusal(type)) return type;
  const mode = responseMode(parameters, type);
  if (isRefusal(mode)) return mode;

  const challenge = codeChallenge({
    challenge: parameters.get('code_challenge'),
    method: parameters.get('code_challenge_method'),
    required: responseTypes[type].code && (client.requirePkce || client.authMethod === 'none' || profile.alwaysPkce),
  });
  if (isRefusal(challenge)) return challenge;

  const jkt = parameters.get('dpop_jkt');
  // RFC 9449 §10
  if (jkt !== undefined && !THUMBPRINT.test(jkt)) return refuse('dpop.thumbprint');

  const scopes = requestedScopes(parameters, client);
  if (isRefusal(scopes)) return scopes;
  // OpenID Connect Core §3.1.2.1
  if (responseTypes[type].idToken && !scopes.includes('openid')) return refuse('authorize.openid_missing');
  const unregistered = scopes.filter((scope) => !client.scopes.includes(scope));
  if (unregistered.length > 0)
    return refuse('scope.not_allowed', { requested: unregistered, registered: client.scopes });

  const resources = [...new Set([...parameters.getAll('resource'), ...parameters.getAll('audience')])];
  if (resources.length > MAX_RESOURCES) return refuse('target.too_many', { items: resources.length });
  for (const uri of resources)
    if (!isResourceUri(uri)) return refuse('target.malformed', { requested: uri.slice(0, 200) });

  // OpenID Connect Core §3.2.2.1, §3.3.2.1
  const nonce = parameters.get('nonce');
  if (responseTypes[type].idToken && nonce === undefined) return refuse('authorize.nonce_missing');

  const prompts = promptParameter(parameters.get('prompt'), options);
  if (isRefusal(prompts)) return prompts;
  const maxAgeSeconds = maxAge(parameters);
  if (isRefusal(maxAgeSeconds)) return maxAgeSeconds;
  const claims = claimsParameter(parameters.get('claims'));
  if (isRefusal(claims)) return claims;
  const unmet = unmetAcr({ claims });
  if (unmet) return unmet;

  return {
    clientId: client.id,
    redirectUri,
    redirectUriSent,
    responseType: type,
    responseMode: mode,
    // OpenID Connect Core §11: without a code there is no token that outlives the session
    scopes: responseTypes[type].code ? scopes : scopes.filter((scope) => scope !== 'offline_access'),
    resources,
    state: parameters.get('state'),
    nonce,
    codeChallenge: challenge,
    jkt,
    prompts,
    maxAgeSeconds: maxAgeSeconds ?? client.defaultMaxAgeSeconds,
    loginHint: parameters.get('login_hint'),
    // OpenID Connect Registration §2: default_acr_values
    acrValues: parameters.has('acr_values') ? list(parameters.get('acr_values')) : (client.defaultAcrValues ?? []),
    uiLocales: list(parameters.get('ui_locales')),
    claims,
  };
};
