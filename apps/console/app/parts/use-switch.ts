import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { tell, tellRefused } from '../shell/toasts.tsx';
import { patchPages } from './patch-pages.ts';

interface Switch<T> {
  /** Of the list. */
  readonly key: QueryKey;
  readonly item: T;
  readonly isMeant: (item: T) => boolean;
  readonly change: (item: T, enabled: boolean) => Promise<T>;
  readonly name: string;
}

/** Switches something on or off: the list shows it at once, and as it was where it is refused. It can be taken back. */
export const useSwitch = <T extends { readonly enabled: boolean }>({
  key,
  item,
  isMeant,
  change,
  name,
}: Switch<T>): (() => void) => {
  const queries = useQueryClient();
  const show = (shown: T) => patchPages<T>(queries, key, (other) => (isMeant(other) ? shown : other));
  const refresh = () => queries.invalidateQueries({ queryKey: key });

  const switchTo = async (from: T, enabled: boolean): Promise<T> => {
    await queries.cancelQueries({ queryKey: key });
    show({ ...from, enabled });
    try {
      const written = await change(from, enabled);
      show(written);
      return written;
    } finally {
      await refresh();
    }
  };

  return () => {
    const { enabled } = item;
    switchTo(item, !enabled).then(
      (written) =>
        tell({ text: `${name} is ${enabled ? 'disabled' : 'enabled'}`, undo: () => switchTo(written, enabled) }),
      tellRefused,
    );
  };
};
