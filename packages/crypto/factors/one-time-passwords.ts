import type { OneTimePasswords } from '@cardea/core';
import { Secret, TOTP } from 'otpauth';

/** RFC 4226 §4 (R6) recommends 160 bits. */
const SECRET_BYTES = 20;

/** Time-based one-time passwords (RFC 6238); codes are compared in constant time. */
export const createOneTimePasswords = (): OneTimePasswords => ({
  newSecret: () => new Secret({ size: SECRET_BYTES }).base32,

  uri: ({ secret, issuer, account, algorithm, digits, periodSeconds: period }) =>
    new TOTP({ secret: Secret.fromBase32(secret), issuer, label: account, algorithm, digits, period }).toString(),

  stepOf(code, { secret, algorithm, digits, periodSeconds }, { nowMs, skewSteps }) {
    if (code.length !== digits || !/^\d+$/.test(code)) return undefined;
    const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm, digits, period: periodSeconds });
    const distance = totp.validate({ token: code, timestamp: nowMs, window: skewSteps });
    return distance === null ? undefined : totp.counter({ timestamp: nowMs }) + distance;
  },
});
