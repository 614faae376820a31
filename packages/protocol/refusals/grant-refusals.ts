import { rows } from './row.ts';

/** The client is known, but may not have what it asks for. */
export const grantRefusals = rows({
  'grant.too_many_tokens': {
    error: 'too_many_requests',
    description: 'The person has too many tokens with this client; use those, or try again later',
    section: 'RFC 6585 §4',
    mend: 'Raise the limit that is named: cardea clients mod ID --person-tokens N, --person-refresh-tokens N or --refresh-rate N, or let the oldest go: --past-limits evict',
  },
  'grant.type_missing': {
    error: 'invalid_request',
    description: 'The grant_type parameter is missing',
    section: 'RFC 6749 §5.2',
    mend: 'Send grant_type.',
  },
  'grant.type_unknown': {
    error: 'unsupported_grant_type',
    description: 'The grant type is not supported',
    section: 'RFC 6749 §5.2',
    mend: 'Use one of grant_types_supported.',
  },
  'grant.switched_off': {
    error: 'unsupported_grant_type',
    description: 'The grant type is not supported',
    section: 'Design D14',
    mend: 'It is legacy, and off unless it is switched on for the client: cardea clients mod ID --grant TYPE. The profile fapi2 has none of it.',
  },
  'grant.not_registered': {
    error: 'unauthorized_client',
    description: 'The client is not registered for this grant type',
    section: 'RFC 6749 §5.2',
    mend: 'Allow it with: cardea clients mod ID --grant TYPE',
  },
  'grant.public_client': {
    error: 'unauthorized_client',
    description: 'This grant type needs a confidential client',
    section: 'RFC 6749 §4.4',
    mend: 'Register the client with an authentication method.',
  },
  'grant.client_changed': {
    error: 'temporarily_unavailable',
    description: 'The client was changed while the request was under way; try again',
    section: 'Design D5',
    mend: 'Nothing to mend: the next attempt reads the new settings.',
  },
  'scope.malformed': {
    error: 'invalid_scope',
    description: 'The scope parameter is malformed',
    section: 'RFC 6749 §3.3',
    mend: 'Scopes are separated by single spaces and hold printable ASCII without quotes and backslashes.',
  },
  'scope.too_many': {
    error: 'invalid_scope',
    description: 'Too many scopes are requested',
    section: 'Design D6',
    mend: 'Request at most 64 scopes.',
  },
  'scope.not_allowed': {
    error: 'invalid_scope',
    description: 'The requested scope is not allowed for this client',
    section: 'RFC 6749 §3.3',
    mend: 'Allow it with: cardea clients mod ID --scope "…"',
  },
  'scope.needs_user': {
    error: 'invalid_scope',
    description: 'The requested scope needs a user',
    section: 'RFC 6749 §4.4',
    mend: 'A client acting for itself has no identity scopes; use the authorization code flow.',
  },
  'scope.not_of_resource': {
    error: 'invalid_scope',
    description: 'The requested scope does not belong to the requested resource',
    section: 'RFC 8707 §2',
    mend: 'Ask for scopes of the resource, or add the scope with: cardea resources mod URI --scope "…"',
  },
  'target.malformed': {
    error: 'invalid_target',
    description: 'The resource must be an absolute URI without a fragment',
    section: 'RFC 8707 §2',
    mend: 'Send the identifier under which the resource is registered.',
  },
  'target.not_allowed': {
    error: 'invalid_target',
    description: 'The requested resource is unknown or not allowed for this client',
    section: 'RFC 8707 §2',
    mend: 'Register it with: cardea resources add URI, and allow it with: cardea clients mod ID --resource URI',
  },
  'target.mixed_formats': {
    error: 'invalid_target',
    description: 'The requested resources take different kinds of tokens; ask for one at a time',
    section: 'RFC 8707 §2.2',
    mend: 'Request one token for each resource.',
  },
  'target.too_many': {
    error: 'invalid_target',
    description: 'Too many resources are requested',
    section: 'Design D6',
    mend: 'Request at most 16 resources.',
  },
});
