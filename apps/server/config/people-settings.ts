import { parseHost } from './addresses.ts';
import { duration } from './duration.ts';
import { listOf, oneOf, type Setting, setting } from './setting.ts';

/** How long what people do lasts. */
export const peopleSettings = {
  authorizationSessionSeconds: setting({
    env: 'CARDEA_SIGN_IN_TTL',
    key: 'sign_in_ttl',
    schema: duration('1m', '1d'),
    fallback: '30m',
    doc: 'How long a person may take from the request of an application to the answer.',
    mend: 'Write a duration such as 30m.',
  }),
  sessionIdleSeconds: setting({
    env: 'CARDEA_SESSION_IDLE',
    key: 'session_idle',
    schema: duration('1m', '365d'),
    fallback: '7d',
    doc: 'How long a browser stays signed in without being used.',
    mend: 'Write a duration such as 7d.',
  }),
  sessionMaxSeconds: setting({
    env: 'CARDEA_SESSION_MAX',
    key: 'session_max',
    schema: duration('1m', '3650d'),
    fallback: '30d',
    doc: 'How long a browser stays signed in at most.',
    mend: 'Write a duration such as 30d.',
  }),
  freshSignInSeconds: setting({
    env: 'CARDEA_FRESH_SIGN_IN',
    key: 'fresh_sign_in',
    schema: duration('1m', '1d'),
    fallback: '15m',
    doc: 'How long after signing in a person may do what cannot be undone without confirming that it is still them.',
    mend: 'Write a duration such as 15m.',
  }),
  deletionGraceSeconds: setting({
    env: 'CARDEA_DELETION_GRACE',
    key: 'deletion_grace',
    schema: duration('1m', '90d'),
    fallback: '14d',
    doc: 'How long a person may still keep an account that they have deleted, by signing in; then everything of it is removed.',
    mend: 'Write a duration such as 14d.',
  }),
  refreshIdleSeconds: setting({
    env: 'CARDEA_REFRESH_IDLE',
    key: 'refresh_idle',
    schema: duration('1m', '3650d'),
    fallback: '30d',
    doc: 'How long a refresh token lives without being used.',
    mend: 'Write a duration such as 30d.',
  }),
  refreshMaxSeconds: setting({
    env: 'CARDEA_REFRESH_MAX',
    key: 'refresh_max',
    schema: duration('1m', '3650d'),
    fallback: '90d',
    doc: 'How long an authorization lasts at most; no token of it outlives it.',
    mend: 'Write a duration such as 90d.',
  }),
  allowedPrivateProviderHosts: setting({
    env: 'CARDEA_ALLOW_PRIVATE_PROVIDER_HOSTS',
    key: 'allow_private_provider_hosts',
    schema: listOf(parseHost),
    fallback: '',
    doc: 'Hosts of identity providers that may be reached although they are not on the public internet, also by plain HTTP.',
    mend: 'Write host names such as login.internal, with commas between them.',
  }),
  signUp: setting({
    env: 'CARDEA_SIGN_UP',
    key: 'sign_up',
    schema: oneOf('off', 'verified_email'),
    fallback: 'off',
    doc: 'Whether people may make accounts for themselves: `verified_email` asks for an e-mail address and sends a link to it, with which its reader chooses a password. Needs a mail server.',
    mend: 'Write off or verified_email.',
  }),
} as const satisfies Readonly<Record<string, Setting>>;
