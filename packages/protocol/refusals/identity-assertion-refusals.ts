import { rows } from './row.ts';

const DRAFT = 'draft-ietf-oauth-identity-assertion-authz-grant';
const issuing = `${DRAFT} §4.3`;
const taking = `${DRAFT} §4.4`;
/** The same words as for any other assertion (RFC 7523 §3.1). */
const bad = { error: 'invalid_grant', description: 'The assertion is invalid, expired or already used' } as const;

/** Identity assertions for other authorization servers, issued and taken. */
export const identityAssertionRefusals = rows({
  'identity_assertion.off': {
    error: 'invalid_request',
    description: 'The requested_token_type cannot be had',
    section: issuing,
    mend: 'Switch it on with CARDEA_IDENTITY_ASSERTIONS=issue, or both.',
  },
  'identity_assertion.audience_missing': {
    error: 'invalid_request',
    description: 'An identity assertion needs exactly one audience, the issuer of another authorization server',
    section: issuing,
    mend: 'Send one audience parameter; resource names the API behind that server.',
  },
  'identity_assertion.audience': {
    error: 'invalid_target',
    description: 'The client may get no identity assertion for this audience',
    section: issuing,
    mend: "Allow it with: cardea clients mod ID --identity-audience 'ISSUER CLIENT_ID SCOPE…'",
  },
  'identity_assertion.actor': {
    error: 'invalid_request',
    description: 'An identity assertion takes no actor_token',
    section: issuing,
    mend: 'Leave actor_token and actor_token_type out: the client itself is who acts.',
  },
  'identity_assertion.subject_type': {
    error: 'invalid_request',
    description: 'An identity assertion is made of an ID token or a refresh token',
    section: issuing,
    mend: 'Send the ID token of the sign-in, or the refresh token that came with it.',
  },
  'identity_assertion.scope': {
    error: 'invalid_scope',
    description: 'The client may not ask for this scope at the audience',
    section: issuing,
    mend: "Allow it with: cardea clients mod ID --identity-audience 'ISSUER CLIENT_ID SCOPE…'",
  },
  'assertion.identity_off': {
    ...bad,
    section: taking,
    mend: 'Switch it on with CARDEA_IDENTITY_ASSERTIONS=accept, or both.',
  },
  'assertion.identity_client': {
    ...bad,
    section: taking,
    mend: 'The claim client_id names another client than the one that presents the assertion: the issuer must know its id here.',
  },
  'assertion.identity_claims': {
    ...bad,
    section: taking,
    mend: 'The claim scope is a text, resource a URI or several, cnf an object with the thumbprint of a key.',
  },
  'assertion.identity_key': {
    ...bad,
    section: 'RFC 9449 §6',
    mend: 'The assertion is bound to a key: send a DPoP proof made with the same one.',
  },
  'assertion.identity_scope': {
    error: 'invalid_scope',
    description: 'The requested scope is wider than that of the assertion, or the client may have none of it',
    section: taking,
    mend: 'Compare the claim scope with the scopes of the trusted issuer and of the client.',
  },
  'assertion.identity_target': {
    error: 'invalid_target',
    description: 'The assertion is for another resource',
    section: taking,
    mend: 'Leave resource out, or name one of the claim resource.',
  },
});
