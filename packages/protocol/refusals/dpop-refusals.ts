import { rows } from './row.ts';

const invalid = { error: 'invalid_dpop_proof', description: 'The DPoP proof is not valid' } as const;

/** A proof of possession of a key is missing or wrong (RFC 9449). */
export const dpopRefusals = rows({
  'dpop.missing': {
    error: 'invalid_dpop_proof',
    description: 'A DPoP proof is required',
    section: 'RFC 9449 §5.2',
    mend: 'The client gets tokens that are bound to its key alone: send the header DPoP. Or register it without.',
  },
  'dpop.several': { ...invalid, section: 'RFC 9449 §4.3', mend: 'Send one DPoP header with one proof.' },
  'dpop.malformed': { ...invalid, section: 'RFC 9449 §4.2', mend: 'The proof is no JWT with jti, htm, htu and iat.' },
  'dpop.type': { ...invalid, section: 'RFC 9449 §4.2', mend: 'The header of a proof says typ: dpop+jwt.' },
  'dpop.algorithm': {
    ...invalid,
    section: 'RFC 9449 §4.2',
    mend: 'Sign the proof with one of dpop_signing_alg_values_supported: never with a MAC, never with none.',
  },
  'dpop.key': { ...invalid, section: 'RFC 9449 §4.2', mend: 'The header of a proof holds the public key as jwk.' },
  'dpop.private_key': {
    ...invalid,
    section: 'RFC 9449 §4.3',
    mend: 'The client sends its private key with each proof: it is disclosed. Make a new one and send the public members.',
  },
  'dpop.signature': { ...invalid, section: 'RFC 9449 §4.3', mend: 'The proof was not signed with the key it names.' },
  'dpop.method': { ...invalid, section: 'RFC 9449 §4.3', mend: 'htm is the method of this request.' },
  'dpop.url': {
    ...invalid,
    section: 'RFC 9449 §4.3',
    mend: 'htu is the URL of this request, without query and fragment, as the client knows it.',
  },
  'dpop.time': {
    ...invalid,
    section: 'RFC 9449 §11.1',
    mend: 'Make a proof for each request, and set the clock of the client.',
  },
  'dpop.token_hash': {
    ...invalid,
    section: 'RFC 9449 §4.3',
    mend: 'ath is the SHA-256 of the access token sent with it.',
  },
  'dpop.replayed': {
    ...invalid,
    section: 'RFC 9449 §11.1',
    mend: 'Make a proof for each request: a jti is used once.',
  },
  'dpop.nonce': {
    error: 'use_dpop_nonce',
    description: 'The DPoP proof must carry the nonce of the server',
    section: 'RFC 9449 §8',
    mend: 'Repeat the request with the value of the header DPoP-Nonce as nonce; client libraries do.',
  },
  'dpop.other_key': {
    error: 'invalid_grant',
    description: 'The grant is bound to another key',
    section: 'RFC 9449 §5',
    mend: 'Send the proof with the key that the grant was asked for with.',
  },
  'dpop.request_key': {
    error: 'invalid_request',
    description: 'dpop_jkt is not the key of the proof',
    section: 'RFC 9449 §10.1',
    mend: 'Leave dpop_jkt out where the pushed request carries a proof, or name that key.',
  },
  'dpop.thumbprint': {
    error: 'invalid_request',
    description: 'dpop_jkt is no thumbprint of a key',
    section: 'RFC 9449 §10',
    mend: 'dpop_jkt is the base64url of a SHA-256: 43 characters.',
  },
  'dpop.front_channel': {
    error: 'unauthorized_client',
    description: 'The client gets no access token from the authorization endpoint',
    section: 'RFC 9449 §5',
    mend: 'Its tokens are bound to a key, which cannot be proved there: use the response type code.',
  },
});
