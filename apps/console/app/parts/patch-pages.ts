import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import type { PageOf } from './pages-of.ts';

/** Changes what is shown of a list before the server has answered; what `patch` makes undefined is gone. */
export const patchPages = <T>(queries: QueryClient, queryKey: QueryKey, patch: (item: T) => T | undefined): void => {
  queries.setQueriesData<InfiniteData<PageOf<T>>>(
    { queryKey },
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({ ...page, items: page.items.flatMap((item) => patch(item) ?? []) })),
      },
  );
};
