import { type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import type { Page } from "../../api/types";

/** A long list, page after page; all pages read so far are kept fresh together. */
export function usePages<T>(queryKey: QueryKey, read: (after: string | null) => Promise<Page<T>>) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  return {
    data: query.data?.pages.flatMap((page) => page.items),
    isError: query.isError,
    error: query.error,
    refetch: query.refetch,
    more: query.hasNextPage
      ? { load: () => void query.fetchNextPage(), pending: query.isFetchingNextPage }
      : null,
  };
}
