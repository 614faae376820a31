import { z } from 'zod';

/** What a key may carry beside itself, and the server does not keep (RFC 7517 §4). */
const NOT_KEPT: ReadonlySet<string> = new Set(['key_ops', 'ext', 'x5u', 'x5c', 'x5t', 'x5t#S256']);

const jwk = z
  .record(z.string(), z.unknown())
  .transform((key) => Object.fromEntries(Object.entries(key).filter(([member]) => !NOT_KEPT.has(member))));

/** Public keys (RFC 7517 §5). */
export const jwkSet = z.strictObject({ keys: z.array(jwk).readonly() });

/** Keys as the management shows them, as the file has them. */
export const shownKeys = (
  keys: readonly Readonly<Record<string, unknown>>[] | undefined,
): z.output<typeof jwkSet> | undefined => (keys === undefined ? undefined : { keys: keys.map((key) => ({ ...key })) });
