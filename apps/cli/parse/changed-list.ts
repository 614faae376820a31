interface ListChange {
  /** The whole new list. */
  readonly all: readonly string[] | undefined;
  readonly added: readonly string[] | undefined;
  readonly removed: readonly string[] | undefined;
}

/** A list after `--x`, `--add-x` and `--remove-x`; undefined where none of them was given. */
export const changedList = (
  old: readonly string[],
  { all, added, removed }: ListChange,
): readonly string[] | undefined => {
  if (all === undefined && added === undefined && removed === undefined) return undefined;
  return [...new Set([...(all ?? old), ...(added ?? [])])].filter((item) => !removed?.includes(item));
};
