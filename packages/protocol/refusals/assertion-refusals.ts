import { rows } from './row.ts';

/** RFC 7523 §3.1: what is wrong with an assertion is for the operator; whose it is cannot be found out by trying. */
const bad = { error: 'invalid_grant', description: 'The assertion is invalid, expired or already used' } as const;

/** JWTs as authorization grants (RFC 7523 §2.1). */
export const assertionRefusals = rows({
  'assertion.malformed': { ...bad, section: 'RFC 7523 §3', mend: 'Send a signed JWT in the assertion parameter.' },
  'assertion.type': { ...bad, section: 'RFC 8725 §3.11', mend: 'The typ of the header is JWT, or absent.' },
  'assertion.issuer': {
    ...bad,
    section: 'RFC 7523 §3, item 1',
    mend: 'Trust the issuer with: cardea issuers add URL, or send an assertion of the client itself.',
  },
  'assertion.client': {
    ...bad,
    section: 'RFC 7521 §4.1',
    mend: 'Let the client present assertions of this issuer: cardea issuers mod URL --client ID',
  },
  'assertion.keys_unavailable': {
    ...bad,
    section: 'RFC 7523 §3, item 9',
    mend: 'The keys of the issuer cannot be had; look in the log for why.',
  },
  'assertion.signature': {
    ...bad,
    section: 'RFC 7523 §3, item 9',
    mend: 'The assertion is not signed by a key of the issuer, or with an algorithm it may not use.',
  },
  'assertion.subject': {
    ...bad,
    section: 'RFC 7523 §3, item 2',
    mend: 'The subject means nobody here; cardea issuers show URL tells how subjects are understood.',
  },
  'assertion.account': { ...bad, section: 'Design D12', mend: 'The account is locked, disabled or gone.' },
  'assertion.audience': {
    ...bad,
    section: 'RFC 7523 §3, item 3',
    mend: 'The aud claim is one value: the issuer of this server, or the URL of its token endpoint.',
  },
  'assertion.time': {
    ...bad,
    section: 'RFC 7523 §3, items 4 to 6',
    mend: 'exp is at most an hour ahead, and iat and nbf are not; look at both clocks.',
  },
  'assertion.id': {
    ...bad,
    section: 'RFC 7523 §3, item 7',
    mend: 'An assertion of a trusted issuer has a jti of at most 255 characters.',
  },
  'assertion.replayed': { ...bad, section: 'RFC 7523 §3, item 7', mend: 'Make a new assertion for each request.' },
});
