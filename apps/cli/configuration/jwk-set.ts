import { z } from 'zod';

/** Public keys (RFC 7517 §5). */
export const jwkSet = z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())).readonly() });

/** Keys as the management shows them, as the file has them. */
export const shownKeys = (
  keys: readonly Readonly<Record<string, unknown>>[] | undefined,
): z.output<typeof jwkSet> | undefined => (keys === undefined ? undefined : { keys: keys.map((key) => ({ ...key })) });
