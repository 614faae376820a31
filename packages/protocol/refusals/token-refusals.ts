import { rows } from './row.ts';

const invalid = { error: 'invalid_token', description: 'The access token is invalid, expired or revoked' } as const;

/** An access token was presented and does not open the door (RFC 6750 §3.1). */
export const tokenRefusals = rows({
  'token.missing': {
    error: 'invalid_token',
    description: 'An access token is required',
    section: 'RFC 6750 §3',
    mend: 'Send Authorization: Bearer TOKEN, or X-Auth-Token.',
  },
  'token.malformed': {
    ...invalid,
    section: 'RFC 6750 §3.1',
    mend: 'The token is not one of ours: look for a truncated copy.',
  },
  'token.unknown': {
    ...invalid,
    section: 'RFC 6750 §3.1',
    mend: 'The token was never issued here, or was removed after its expiry.',
  },
  'token.expired': { ...invalid, section: 'RFC 6750 §3.1', mend: 'Request a new token.' },
  'token.revoked': { ...invalid, section: 'RFC 6750 §3.1', mend: 'Request a new token.' },
  'token.type': {
    ...invalid,
    section: 'RFC 9068 §4',
    mend: 'Send an access token: ID tokens, logout tokens and client assertions open nothing here.',
  },
  'token.signature': {
    ...invalid,
    section: 'RFC 9068 §4',
    mend: 'The token is not signed by a published key of the issuer with an accepted algorithm.',
  },
  'token.issuer': { ...invalid, section: 'RFC 9068 §4', mend: 'Request a token from the issuer that the API trusts.' },
  'token.bound': {
    ...invalid,
    section: 'RFC 9449 §7.1',
    mend: 'The token is bound to a key; send it with the proof of that key, not as a Bearer token.',
  },
  'token.not_bound': {
    ...invalid,
    section: 'RFC 9449 §7.1',
    mend: 'The token is bound to no key: send it as a Bearer token, or get one with a proof.',
  },
  'token.proof_missing': {
    ...invalid,
    section: 'RFC 9449 §7.1',
    mend: 'Send the header DPoP with a proof of the key that the token is bound to.',
  },
  'token.proof': {
    error: 'invalid_dpop_proof',
    status: 401,
    description: 'The DPoP proof is not valid',
    section: 'RFC 9449 §7.1',
    mend: 'The detail names the check of the proof that failed.',
  },
  'token.proof_nonce': {
    error: 'use_dpop_nonce',
    status: 401,
    description: 'The DPoP proof must carry the nonce of the server',
    section: 'RFC 9449 §9',
    mend: 'Repeat the request with the value of the header DPoP-Nonce as nonce; client libraries do.',
  },
  'token.other_key': {
    ...invalid,
    section: 'RFC 9449 §7.1',
    mend: 'The proof is of another key than the token is bound to.',
  },
  'token.audience': { ...invalid, section: 'RFC 9068 §4', mend: 'Request a token for this resource.' },
  'token.scope': {
    error: 'insufficient_scope',
    description: 'The access token lacks the required scope',
    section: 'RFC 6750 §3.1',
    mend: 'Request a token with the scope named in the challenge.',
  },
  'token.sign_in': {
    error: 'insufficient_user_authentication',
    description: 'A stronger or more recent sign-in is needed',
    section: 'RFC 9470 §3',
    mend: 'The client asks for a sign-in with the acr_values and max_age of the challenge.',
  },
});
