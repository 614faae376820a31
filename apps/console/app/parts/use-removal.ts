import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { problemOf } from '../api/problem.ts';
import { askForStepUp } from '../shell/step-up.tsx';
import { tell } from '../shell/toasts.tsx';
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
        const { code, message, mend } = problemOf(error);
        if (code === 'authority.step_up') askForStepUp();
        else tell({ text: `${message}. ${mend}` });
      }
      await refresh();
    })();
  };
};
