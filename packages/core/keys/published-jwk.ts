import type { PublicJwk } from '../ports/client.ts';
import type { SigningKey } from '../ports/signing-key.ts';

/** RFC 7518 §6, RFC 8037 §2: everything else in a key is private, or nobody's business. */
const PUBLIC_MEMBERS = ['crv', 'x', 'y', 'n', 'e'] as const;

/** The key as it is published: public members, `kid`, `alg` and `use` (RFC 7517 §4). */
export const publishedJwk = (key: SigningKey): PublicJwk => {
  const members = PUBLIC_MEMBERS.filter((member) => key.publicJwk[member] !== undefined);
  return {
    kty: key.publicJwk.kty,
    ...Object.fromEntries(members.map((member) => [member, key.publicJwk[member]])),
    kid: key.id,
    alg: key.algorithm,
    use: 'sig',
  };
};
