/** What a server knows, and requests name by these words in braces. */
export const valueNames = [
  'clientId',
  'secret',
  'token',
  'jwt',
  'refresh',
  'idToken',
  'code',
  'deviceCode',
  'userCode',
  'requestUri',
  'registration',
  'registeredId',
  'initial',
  'link',
  'username',
  'password',
  'appPassword',
  'assertion',
  'proof',
  'operator',
  'cookies',
  'consoleCookies',
  'session',
] as const;

export type ValueName = (typeof valueNames)[number];

/** Of these, what is good for as often as anybody likes. */
export const lastingNames: ReadonlySet<ValueName> = new Set([
  'clientId',
  'secret',
  'initial',
  'username',
  'password',
  'appPassword',
  'operator',
  'consoleCookies',
]);

/** Of these, what opens something. */
export const secretNames: ReadonlySet<ValueName> = new Set([
  'secret',
  'token',
  'jwt',
  'refresh',
  'idToken',
  'code',
  'deviceCode',
  'registration',
  'initial',
  'link',
  'password',
  'appPassword',
  'operator',
  'session',
]);
