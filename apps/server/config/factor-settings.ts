import { duration } from './duration.ts';
import { oneOf, type Setting, setting, wholeNumber } from './setting.ts';

/** Second factors. */
export const factorSettings = {
  factorPolicy: setting({
    env: 'CARDEA_FACTORS',
    key: 'factors.policy',
    schema: oneOf('one_factor', 'two_factors'),
    fallback: 'one_factor',
    doc: 'What applications ask of people that have no policy of their own; with two_factors, whoever has no second factor sets one up when they sign in.',
    mend: 'Write one_factor or two_factors.',
  }),
  totpDigits: setting({
    env: 'CARDEA_TOTP_DIGITS',
    key: 'factors.totp_digits',
    schema: wholeNumber(6, 8),
    fallback: '6',
    doc: 'How long the codes are of authenticator apps that are set up from now on.',
    mend: 'Write a number from 6 to 8; some apps know only 6.',
  }),
  totpAlgorithm: setting({
    env: 'CARDEA_TOTP_ALGORITHM',
    key: 'factors.totp_algorithm',
    schema: oneOf('SHA1', 'SHA256', 'SHA512'),
    fallback: 'SHA1',
    doc: 'Hash function of authenticator apps that are set up from now on. SHA1 is as strong as the others here (RFC 6238 §1.2), and the only one that every app knows.',
    mend: 'Write SHA1, SHA256 or SHA512.',
  }),
  totpPeriodSeconds: setting({
    env: 'CARDEA_TOTP_PERIOD',
    key: 'factors.totp_period',
    schema: duration('15s', '2m'),
    fallback: '30s',
    doc: 'How long one code lasts, of authenticator apps that are set up from now on.',
    mend: 'Write a duration such as 30s; some apps know only that.',
  }),
  totpSkewSteps: setting({
    env: 'CARDEA_TOTP_SKEW',
    key: 'factors.totp_skew',
    schema: wholeNumber(0, 3),
    fallback: '1',
    doc: 'How many codes before and after the one of now are taken, for clocks that differ (RFC 6238 §5.2).',
    mend: 'Write a number from 0 to 3, such as 1.',
  }),
  factorBurst: setting({
    env: 'CARDEA_FACTOR_BURST',
    key: 'limits.factor_burst',
    schema: wholeNumber(1, 1000),
    fallback: '5',
    doc: 'How many wrong codes of a second factor an account has at once from one address. Whoever gets so far has the password.',
    mend: 'Write a number such as 5.',
  }),
  factorIntervalSeconds: setting({
    env: 'CARDEA_FACTOR_INTERVAL',
    key: 'limits.factor_interval',
    schema: duration('1s', '1d'),
    fallback: '1m',
    doc: 'How long after a burst until one more code may be tried from that address.',
    mend: 'Write a duration such as 1m.',
  }),
  factorAccountBurst: setting({
    env: 'CARDEA_FACTOR_ACCOUNT_BURST',
    key: 'limits.factor_account_burst',
    schema: wholeNumber(1, 10_000),
    fallback: '20',
    doc: 'How many wrong codes of a second factor an account has at once from all addresses together.',
    mend: 'Write a number such as 20.',
  }),
  factorAccountIntervalSeconds: setting({
    env: 'CARDEA_FACTOR_ACCOUNT_INTERVAL',
    key: 'limits.factor_account_interval',
    schema: duration('1s', '1d'),
    fallback: '5m',
    doc: 'How long after that until one more code may be tried from anywhere. A passkey is never turned away.',
    mend: 'Write a duration such as 5m.',
  }),
} as const satisfies Readonly<Record<string, Setting>>;
