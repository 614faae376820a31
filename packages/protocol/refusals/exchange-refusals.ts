import { rows } from './row.ts';

/** RFC 8693 §2.2.2: whatever is wrong with a token that is exchanged is an invalid request; why is for the operator. */
const subject = {
  error: 'invalid_request',
  description: 'The subject_token is invalid, expired, revoked or not meant for this client',
} as const;
const actor = {
  error: 'invalid_request',
  description: 'The actor_token is invalid, expired, revoked or not meant for this client',
} as const;

/** Token exchange (RFC 8693). */
export const exchangeRefusals = rows({
  'exchange.subject_type': {
    error: 'invalid_request',
    description: 'The subject_token_type is not supported',
    section: 'RFC 8693 §3',
    mend: 'Use the type of an access token, a refresh token or an ID token.',
  },
  'exchange.actor_type': {
    error: 'invalid_request',
    description: 'The actor_token_type is not supported, or comes without an actor_token, or is missing beside it',
    section: 'RFC 8693 §2.1',
    mend: 'Send actor_token and actor_token_type together; the type is that of an access token or an ID token.',
  },
  'exchange.requested_type': {
    error: 'invalid_request',
    description: 'The requested_token_type cannot be had',
    section: 'RFC 8693 §2.1',
    mend: 'Leave it out, or ask for an access token; for a JWT only where the resource takes JWTs.',
  },
  'exchange.subject': { ...subject, section: 'RFC 8693 §2.2.2', mend: 'Send a live token of the type that is named.' },
  'exchange.subject_client': {
    ...subject,
    section: 'RFC 8693 §2.2.2',
    mend: 'A client exchanges its own tokens, and those it may introspect: cardea resources mod URI --introspector ID',
  },
  'exchange.subject_account': { ...subject, section: 'Design D12', mend: 'The account is locked, disabled or gone.' },
  'exchange.subject_revoked': {
    ...subject,
    section: 'Design D12',
    mend: 'What the person allowed was taken back, or they have signed out.',
  },
  'exchange.actor': { ...actor, section: 'RFC 8693 §2.2.2', mend: 'Send a live token of the type that is named.' },
  'exchange.actor_client': {
    ...actor,
    section: 'RFC 8693 §2.2.2',
    mend: 'A client names an actor by its own tokens, and by those it may introspect.',
  },
  'exchange.actor_account': { ...actor, section: 'Design D12', mend: 'The account is locked, disabled or gone.' },
  'exchange.actor_revoked': {
    ...actor,
    section: 'Design D12',
    mend: 'What the actor was allowed was taken back, or they have signed out.',
  },
  'exchange.actor_delegated': {
    ...actor,
    section: 'RFC 8693 §4.1',
    mend: 'The actor acts for somebody else already: send a token that speaks of the actor alone.',
  },
  'exchange.no_target': {
    error: 'invalid_target',
    description: 'The client may exchange tokens for no resource',
    section: 'RFC 8693 §2.2.2',
    mend: 'Allow one with: cardea clients mod ID --exchange-target URI',
  },
  'exchange.scope': {
    error: 'invalid_scope',
    description: 'The requested scope is wider than that of the subject_token',
    section: 'RFC 8693 §2.1',
    mend: 'Ask for scopes of the subject token; those that speak of who a person is are never passed on.',
  },
  'exchange.may_act': {
    error: 'invalid_request',
    description: 'The subject_token does not let this actor act',
    section: 'RFC 8693 §4.4',
    mend: 'The may_act claim of the subject token names who may act.',
  },
  'exchange.cycle': {
    error: 'invalid_request',
    description: 'The actor is in the chain of actors already, or is the subject itself',
    section: 'RFC 8693 §4.1',
    mend: 'A chain of services that call each other has come back to one of them.',
  },
  'exchange.too_deep': {
    error: 'invalid_request',
    description: 'The chain of exchanged tokens is too long',
    section: 'RFC 8693 §4.1',
    mend: 'A token remembers eight tokens that it came from, and four actors.',
  },
});
