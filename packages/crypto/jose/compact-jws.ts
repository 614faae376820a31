import type { VerifiedJwt } from '@cardea/core';

/** A token this long is no assertion of anybody; it is refused before any work. */
const MAX_JWT_CHARS = 16 * 1024;

const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

const decode = (part: string): Buffer | undefined => {
  const bytes = Buffer.from(part, 'base64url');
  // RFC 7515 §2: no padding, no other characters, no stray bits: each text has one form.
  return bytes.toString('base64url') === part ? bytes : undefined;
};

const decodeObject = (part: string): Readonly<Record<string, unknown>> | undefined => {
  const bytes = decode(part);
  if (!bytes) return undefined;
  try {
    const value: unknown = JSON.parse(utf8(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

/** The header and claims of a compact JWS (RFC 7515 §7.1), nothing verified. Undefined for anything else. */
export const decodeCompactJws = (jwt: string): VerifiedJwt | undefined => {
  if (typeof jwt !== 'string' || jwt.length > MAX_JWT_CHARS) return undefined;
  const [head, payload, signature, ...more] = jwt.split('.', 4);
  if (!head || !payload || signature === undefined || more.length > 0 || !decode(signature)) return undefined;
  const header = decodeObject(head);
  const claims = header && decodeObject(payload);
  return claims && { header, claims };
};
