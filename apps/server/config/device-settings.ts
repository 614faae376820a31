import { duration } from './duration.ts';
import { type Setting, setting, wholeNumber } from './setting.ts';

/** Devices without a keyboard (RFC 8628), and the limits on those who guess their codes. */
export const deviceSettings = {
  deviceCodeSeconds: setting({
    env: 'CARDEA_DEVICE_CODE_TTL',
    key: 'device.code_ttl',
    // Not longer: whoever is sent the code of a stranger's device has little time to be talked into it (cross-device BCP §6.1.4).
    schema: duration('1m', '30m'),
    fallback: '10m',
    doc: 'How long a device waits for the answer of a person.',
    mend: 'Write a duration such as 10m.',
  }),
  deviceIntervalSeconds: setting({
    env: 'CARDEA_DEVICE_INTERVAL',
    key: 'device.interval',
    schema: duration('1s', '1m'),
    fallback: '5s',
    doc: 'How long a device waits between two questions whether the person has answered; it grows for those who do not.',
    mend: 'Write a duration such as 5s.',
  }),
  deviceRequestBurst: setting({
    env: 'CARDEA_DEVICE_REQUEST_BURST',
    key: 'limits.device_request_burst',
    schema: wholeNumber(1, 100_000),
    fallback: '60',
    doc: 'How many device codes one address may ask for at once.',
    mend: 'Write a number such as 60.',
  }),
  deviceRequestIntervalSeconds: setting({
    env: 'CARDEA_DEVICE_REQUEST_INTERVAL',
    key: 'limits.device_request_interval',
    schema: duration('1s', '1d'),
    fallback: '5s',
    doc: 'How long after a burst until one more device code is given out.',
    mend: 'Write a duration such as 5s.',
  }),
  userCodeBurst: setting({
    env: 'CARDEA_USER_CODE_BURST',
    key: 'limits.user_code_burst',
    schema: wholeNumber(1, 1_000),
    fallback: '10',
    doc: 'How many wrong codes of devices one address may type at once.',
    mend: 'Write a number such as 10.',
  }),
  userCodeIntervalSeconds: setting({
    env: 'CARDEA_USER_CODE_INTERVAL',
    key: 'limits.user_code_interval',
    schema: duration('1s', '1d'),
    fallback: '1m',
    doc: 'How long after a burst until one more wrong code is allowed.',
    mend: 'Write a duration such as 1m.',
  }),
  allUserCodesBurst: setting({
    env: 'CARDEA_ALL_USER_CODES_BURST',
    key: 'limits.all_user_codes_burst',
    schema: wholeNumber(1, 100_000),
    fallback: '300',
    doc: 'How many wrong codes of devices all addresses together may type at once; after that nobody can, until the interval has passed.',
    mend: 'Write a number such as 300.',
  }),
  allUserCodesIntervalSeconds: setting({
    env: 'CARDEA_ALL_USER_CODES_INTERVAL',
    key: 'limits.all_user_codes_interval',
    schema: duration('1s', '1h'),
    fallback: '5s',
    doc: 'How long after that until one more wrong code is allowed to all together.',
    mend: 'Write a duration such as 5s.',
  }),
} as const satisfies Readonly<Record<string, Setting>>;
