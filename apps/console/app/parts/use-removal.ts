import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { tell, tellRefused } from '../shell/toasts.tsx';
import { patchPages } from './patch-pages.ts';

interface Removal<T> {
  /** Of the list, which comes page by page. */
  readonly key: QueryKey;
  readonly isMeant: (item: T) => boolean;
  readonly remove: () => Promise<unknown>;
  /** Makes it again as it was. */
  readonly restore: () => Promise<unknown>;
  readonly told: string;
}

/** Takes something out of a list at once, for what can be made again just as it was. */
export const useRemoval = <T>({ key, isMeant, remove, restore, told }: Removal<T>): (() => void) => {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: key });
  return () => {
    void (async () => {
      await queries.cancelQueries({ queryKey: key });
      patchPages<T>(queries, key, (item) => (isMeant(item) ? undefined : item));
      try {
        await remove();
        tell({ text: told, undo: () => restore().then(refresh) });
      } catch (error) {
        tellRefused(error);
      }
      await refresh();
    })();
  };
};
