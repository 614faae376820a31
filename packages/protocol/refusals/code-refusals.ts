import { rows } from './row.ts';

const badCode = {
  error: 'invalid_grant',
  description: 'The authorization code is invalid, expired or already used',
} as const;
const badRefresh = { error: 'invalid_grant', description: 'The refresh token is invalid, expired or revoked' } as const;

/** A code or a refresh token is not good for tokens (RFC 6749 §5.2). Who may not know must not learn why. */
export const codeRefusals = rows({
  'code.malformed': {
    ...badCode,
    section: 'RFC 6749 §4.1.3',
    mend: 'The code is not one of ours: look for a truncated copy.',
  },
  'code.unknown': {
    ...badCode,
    section: 'RFC 6749 §4.1.3',
    mend: 'The code was never issued here, or was removed after its expiry.',
  },
  'code.expired': { ...badCode, section: 'RFC 6749 §4.1.2', mend: 'Redeem the code within 60 seconds.' },
  'code.other_client': {
    ...badCode,
    section: 'RFC 6749 §4.1.3',
    mend: 'A code is redeemed by the client it was issued to.',
  },
  'code.replayed': {
    ...badCode,
    section: 'RFC 6749 §4.1.2',
    mend: 'A code is redeemed once. If nobody did so twice on purpose, it was stolen.',
  },
  'code.too_many_failures': {
    ...badCode,
    section: 'Design D1',
    mend: 'The code was tried with wrong parameters five times.',
  },
  'code.redirect_uri': {
    ...badCode,
    section: 'RFC 6749 §4.1.3',
    mend: 'Send the redirect_uri of the authorization request, letter by letter.',
  },
  'code.verifier_missing': {
    ...badCode,
    section: 'RFC 7636 §4.5',
    mend: 'Send the code_verifier of the code_challenge.',
  },
  'code.verifier_unasked': {
    ...badCode,
    section: 'RFC 9700 §2.1.1',
    mend: 'The authorization request had no code_challenge: somebody removed it.',
  },
  'code.verifier_malformed': {
    error: 'invalid_request',
    description: 'The code_verifier must have 43 to 128 unreserved characters',
    section: 'RFC 7636 §4.1',
    mend: 'Make the verifier from 32 random bytes in base64url.',
  },
  'code.verifier_wrong': {
    ...badCode,
    section: 'RFC 7636 §4.6',
    mend: 'The code_verifier does not belong to the code_challenge.',
  },
  'code.account': { ...badCode, section: 'Design D12', mend: 'The account is locked, disabled or deleted.' },
  'code.authorization_revoked': {
    ...badCode,
    section: 'Design D1',
    mend: 'The person or an administrator withdrew the authorization.',
  },
  'refresh.malformed': {
    ...badRefresh,
    section: 'RFC 6749 §6',
    mend: 'The refresh token is not one of ours: look for a truncated copy.',
  },
  'refresh.unknown': {
    ...badRefresh,
    section: 'RFC 6749 §6',
    mend: 'The refresh token was never issued here, or was removed after its expiry.',
  },
  'refresh.other_client': {
    ...badRefresh,
    section: 'RFC 6749 §6',
    mend: 'A refresh token is used by the client it was issued to.',
  },
  'refresh.expired': { ...badRefresh, section: 'RFC 9700 §4.14.2', mend: 'The person signs in again.' },
  'refresh.revoked': { ...badRefresh, section: 'RFC 9700 §4.14.2', mend: 'The person signs in again.' },
  'refresh.reused': {
    ...badRefresh,
    section: 'RFC 9700 §4.14.2',
    mend: 'An old refresh token came back: it was copied. All tokens of the authorization are revoked.',
  },
  'refresh.account': { ...badRefresh, section: 'Design D12', mend: 'The account is locked, disabled or deleted.' },
  'refresh.scope': {
    error: 'invalid_scope',
    description: 'The requested scope exceeds what was granted',
    section: 'RFC 6749 §6',
    mend: 'Ask for a part of the granted scope.',
  },
  'refresh.target': {
    error: 'invalid_target',
    description: 'The requested resource exceeds what was granted',
    section: 'RFC 8707 §2.2',
    mend: 'Ask for a resource of the authorization request.',
  },
});
