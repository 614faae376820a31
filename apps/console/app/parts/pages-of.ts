import { type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';

const PAGE = 100;

interface PagesOptions<T extends { readonly id: string }> {
  readonly key: readonly unknown[];
  readonly load: (page: { readonly limit: number; readonly after?: string }) => Promise<readonly T[]>;
}

/** A list that comes page by page, in the order of its ids. */
export const usePages = <T extends { readonly id: string }>({
  key,
  load,
}: PagesOptions<T>): UseInfiniteQueryResult<readonly T[]> =>
  useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => load({ limit: PAGE, ...(pageParam === '' ? {} : { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.id),
    select: ({ pages }) => pages.flat(),
  });
