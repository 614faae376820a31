const PAGE_SIZE = 200;

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string | undefined;
}

/** All items of a list, page by page. */
export const everyPage = async <T>(
  load: (page: { readonly limit: number; readonly cursor?: string | undefined }) => Promise<Page<T>>,
): Promise<readonly T[]> => {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await load({ limit: PAGE_SIZE, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
};
