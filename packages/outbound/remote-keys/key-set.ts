import type { PublicJwk } from '@cardea/core';

const MAX_KEYS = 100;
/** RFC 7517 §4, RFC 7518 §6, RFC 8037 §2. Certificates would only take memory, and private members are none of our business. */
const MEMBERS = ['kid', 'alg', 'use', 'key_ops', 'crv', 'x', 'y', 'n', 'e'] as const;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const publicKey = (value: unknown): readonly PublicJwk[] => {
  // A symmetric key that is published is no key.
  if (!isObject(value) || typeof value.kty !== 'string' || value.kty === 'oct') return [];
  const members = MEMBERS.filter((member) => value[member] !== undefined);
  return [{ ...Object.fromEntries(members.map((member) => [member, value[member]])), kty: value.kty }];
};

/** The public keys of a JWK Set (RFC 7517 §5). Keys we cannot use are left out; undefined for anything but a set. */
export const keysOfSet = (json: unknown): readonly PublicJwk[] | undefined =>
  isObject(json) && Array.isArray(json.keys) ? json.keys.slice(0, MAX_KEYS).flatMap(publicKey) : undefined;
