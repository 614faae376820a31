/** Endings of names whose values never leave the process, without hyphens, underscores and case. */
const ENDINGS =
  /(?:password|passwd|passphrase|secret|token|assertion|verifier|cookie|authorization|apikey|privatekey|masterkey|devicecode|usercode|recoverycode)(s?)$/;

const NAMES: ReadonlySet<string> = new Set([
  'dpop',
  'otp',
  'totp',
  'pin',
  'pwd',
  'seed',
  'csrf',
  'idtokenhint',
  'phc',
  'box',
]);

/** Whether a value under this name is a secret. A number of `tokens` is a count; a single `password` may be a number. */
export const isSecretName = (name: string, value: unknown): boolean => {
  if (typeof value === 'boolean' || value === null || value === undefined || value === '') return false;
  const plain = name.replace(/[-_ .]/g, '').toLowerCase();
  if (NAMES.has(plain)) return true;
  const match = ENDINGS.exec(plain);
  return match !== null && !(match[1] === 's' && typeof value === 'number');
};

/** Private members of a JSON Web Key (RFC 7518 §6.2.2, §6.3.2, §6.4.1). */
export const PRIVATE_JWK_MEMBERS: ReadonlySet<string> = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']);
