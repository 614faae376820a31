/** What a guard writes, where it holds. */
export type Effect = (() => void) | undefined;

export const NOTHING = (): void => undefined;

export const insert = <T>(map: Map<string, T>, key: string, row: T): Effect =>
  map.has(key) ? undefined : () => map.set(key, row);

/** Replaces the row with this key by what is made of it, where it fits. */
export const change = <T>(
  map: Map<string, T>,
  key: string,
  change: { readonly fits: (old: T) => boolean; readonly to: (old: T) => T },
): Effect => {
  const old = map.get(key);
  return old !== undefined && change.fits(old) ? () => map.set(key, change.to(old)) : undefined;
};

export const replace = <T extends { readonly version: number }>(map: Map<string, T>, key: string, row: T): Effect =>
  change(map, key, { fits: (old) => old.version === row.version - 1, to: () => row });

export const remove = <T>(map: Map<string, T>, key: string): Effect =>
  map.has(key) ? () => map.delete(key) : undefined;
