import type { SigningAlgorithm } from '@cardea/core';
import { parseHost } from './addresses.ts';
import { duration } from './duration.ts';
import { listOf, oneOf, type Setting, setting, Unfit, wholeNumber } from './setting.ts';

const ALGORITHMS: readonly SigningAlgorithm[] = ['ES256', 'EdDSA', 'RS256', 'PS256'];
const parseAlgorithm = (input: string): SigningAlgorithm | Unfit =>
  ALGORITHMS.find((algorithm) => algorithm === input) ?? new Unfit(`is not one of ${ALGORITHMS.join(', ')}`);

/** Tokens, the keys that sign them, and the limits on those who guess. */
export const tokenSettings = {
  signingAlgorithms: setting({
    env: 'CARDEA_SIGNING_ALGORITHMS',
    key: 'signing_algorithms',
    schema: listOf(parseAlgorithm).refine((list) => list.length > 0, 'is empty'),
    fallback: '{algorithms}',
    fallbackDoc: 'ES256; with the profile oidc also RS256',
    doc: 'The algorithms a signing key is kept for; the first is the default.',
    mend: `Write one or more of ${ALGORITHMS.join(', ')}.`,
  }),
  keyRotationSeconds: setting({
    env: 'CARDEA_KEY_ROTATION',
    key: 'key_rotation',
    // Not shorter: a key is published before it signs for longer than caches keep the key set, and stays for as long as tokens live.
    schema: duration('1h', '3650d'),
    fallback: '90d',
    doc: 'How long a signing key signs before its successor takes over; an hour at least.',
    mend: 'Write a duration such as 90d.',
  }),
  accessTokenTtlSeconds: setting({
    env: 'CARDEA_ACCESS_TOKEN_TTL',
    key: 'access_token_ttl',
    schema: duration('10s', '3650d'),
    fallback: '1h',
    doc: 'How long an access token lives where neither its client nor its resource says otherwise.',
    mend: 'Write a duration such as 1h.',
  }),
  maxAccessTokenTtlSeconds: setting({
    env: 'CARDEA_MAX_ACCESS_TOKEN_TTL',
    key: 'max_access_token_ttl',
    schema: duration('10s', '3650d'),
    fallback: '90d',
    doc: 'The longest lifetime of any access token, whatever a client, a resource or a request asks for.',
    mend: 'Write a duration such as 90d.',
  }),
  dpopNonce: setting({
    env: 'CARDEA_DPOP_NONCE',
    key: 'dpop_nonce',
    schema: oneOf('optional', 'required'),
    fallback: 'optional',
    doc: 'Whether DPoP proofs must carry a nonce of the server (RFC 9449 §8): required, or optional.',
    mend: 'Write required or optional.',
  }),
  identityAssertions: setting({
    env: 'CARDEA_IDENTITY_ASSERTIONS',
    key: 'identity_assertions',
    schema: oneOf('off', 'issue', 'accept', 'both'),
    fallback: 'off',
    doc: 'Identity assertions between authorization servers, for agents (a draft): issue them for others, accept those of trusted issuers, or both.',
    mend: 'Write off, issue, accept or both.',
  }),
  allowedPrivateJwksHosts: setting({
    env: 'CARDEA_ALLOW_PRIVATE_JWKS_HOSTS',
    key: 'allow_private_jwks_hosts',
    schema: listOf(parseHost),
    fallback: '',
    doc: 'Hosts whose jwks_uri or request_uri may be fetched although they are not on the public internet.',
    mend: 'Write host names such as keys.internal, with commas between them.',
  }),
  allowedPrivateLogoutHosts: setting({
    env: 'CARDEA_ALLOW_PRIVATE_LOGOUT_HOSTS',
    key: 'allow_private_logout_hosts',
    schema: listOf(parseHost),
    fallback: '',
    doc: 'Hosts that may be sent logout tokens although they are not on the public internet; http is allowed there too.',
    mend: 'Write host names such as app.internal, with commas between them.',
  }),
  loginBurst: setting({
    env: 'CARDEA_LOGIN_BURST',
    key: 'limits.login_burst',
    schema: wholeNumber(1, 10_000),
    fallback: '10',
    doc: 'How many failed sign-ins one address or account has at once, where people sign in.',
    mend: 'Write a number such as 10.',
  }),
  loginIntervalSeconds: setting({
    env: 'CARDEA_LOGIN_INTERVAL',
    key: 'limits.login_interval',
    schema: duration('1s', '1d'),
    fallback: '1m',
    doc: 'How long after a burst until one more failed sign-in is allowed.',
    mend: 'Write a duration such as 1m.',
  }),
  personAccessTokens: setting({
    env: 'CARDEA_PERSON_ACCESS_TOKENS',
    key: 'limits.person_access_tokens',
    schema: wholeNumber(0, 1_000_000),
    fallback: '15',
    doc: 'How many live access tokens one person may have with one client; 0 for any number.',
    mend: 'Write a number such as 15.',
  }),
  personRefreshTokens: setting({
    env: 'CARDEA_PERSON_REFRESH_TOKENS',
    key: 'limits.person_refresh_tokens',
    schema: wholeNumber(0, 1_000_000),
    fallback: '20',
    doc: 'How many refresh tokens one person may have with one client, one for each device or sign-in; 0 for any number.',
    mend: 'Write a number such as 20.',
  }),
  refreshTokenRate: setting({
    env: 'CARDEA_REFRESH_RATE',
    key: 'limits.refresh_rate',
    schema: wholeNumber(0, 1_000_000),
    fallback: '10',
    doc: 'How many access tokens one refresh token gives in ten minutes; 0 for any number.',
    mend: 'Write a number such as 10.',
  }),
  pastLimits: setting({
    env: 'CARDEA_PAST_LIMITS',
    key: 'limits.past',
    schema: oneOf('evict', 'refuse'),
    fallback: 'evict',
    doc: 'What happens past the three limits of a person and a client: the oldest token ends (evict), or no new one is given (refuse).',
    mend: 'Write evict or refuse.',
  }),
  authorizePerMinute: setting({
    env: 'CARDEA_AUTHORIZE_RATE',
    key: 'limits.authorize_rate',
    schema: wholeNumber(0, 1_000_000),
    fallback: '600',
    doc: 'How many authorization requests one address may send in a minute, to each process; 0 for any number.',
    mend: 'Write a number such as 600; more where many people share an address.',
  }),
  credentialBurst: setting({
    env: 'CARDEA_CREDENTIAL_BURST',
    key: 'limits.credential_burst',
    schema: wholeNumber(1, 100_000),
    fallback: '60',
    doc: 'How many wrong client credentials or tokens one address or client has at once.',
    mend: 'Write a number such as 60.',
  }),
  credentialIntervalSeconds: setting({
    env: 'CARDEA_CREDENTIAL_INTERVAL',
    key: 'limits.credential_interval',
    schema: duration('1s', '1d'),
    fallback: '10s',
    doc: 'How long after a burst until one more wrong credential is allowed.',
    mend: 'Write a duration such as 10s.',
  }),
} as const satisfies Readonly<Record<string, Setting>>;
