import { keepPreviousData, type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';

const PAGE = 100;

/** A page of a list as the contract answers it. */
export interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextCursor?: string | undefined;
}

/** Which page is asked for. */
export interface ListPage {
  readonly limit: number;
  readonly cursor?: string;
}

interface PagesOptions<T> {
  readonly key: readonly unknown[];
  readonly load: (page: ListPage) => Promise<PageOf<T>>;
  /** How many come at once. */
  readonly limit?: number;
  /** How often it is asked for anew while it is looked at; never when absent. */
  readonly refreshMs?: number;
}

/** A list that comes page by page. */
export const usePages = <T>({
  key,
  load,
  limit = PAGE,
  refreshMs,
}: PagesOptions<T>): UseInfiniteQueryResult<readonly T[]> =>
  useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => load({ limit, ...(pageParam === '' ? {} : { cursor: pageParam }) }),
    refetchInterval: refreshMs ?? false,
    initialPageParam: '',
    // While another search is on its way, what was found before stays
    placeholderData: keepPreviousData,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
