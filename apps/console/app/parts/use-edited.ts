import { type QueryKey, type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { tell } from '../shell/toasts.tsx';
import { changesOf, formerOf } from './form-values.ts';

export interface EditedOptions<T extends object, W extends object> {
  readonly item: T;
  /** As it is on the server now. */
  readonly load: () => Promise<T>;
  /** Changes what is named, where nobody else has changed it meanwhile. */
  readonly save: (changes: Partial<W>, item: T) => Promise<T>;
  /** Whether what is known suffices to take a change back, and nothing ended with it: so it is when absent. */
  readonly mayUndo?: (changes: Partial<W>) => boolean;
  /** What is asked for anew afterwards. */
  readonly keys: readonly QueryKey[];
  readonly onSaved?: () => void;
}

interface Edited<T, W> {
  /** What the form was filled in with: what it is elsewhere by then neither changes what is typed nor what is compared. */
  readonly base: T;
  /** Changes where the form is to be filled in anew. */
  readonly edition: number;
  readonly mutation: UseMutationResult<unknown, Error, W>;
  /** Fills the form in with what is there now. */
  readonly fillAnew: () => void;
}

/** A change of something that exists: only what differs is sent, and it can be taken back. */
export const useEdited = <T extends object, W extends object>(options: EditedOptions<T, W>): Edited<T, W> => {
  const { item, load, save, mayUndo, keys, onSaved } = options;
  const [{ base, edition }, setBase] = useState({ base: item, edition: 0 });
  const queries = useQueryClient();
  const refresh = () => Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
  const fillIn = (filled: T) => setBase((before) => ({ base: filled, edition: before.edition + 1 }));

  const mutation = useMutation({
    mutationFn: async (wanted: W) => {
      const changes = changesOf(wanted, base);
      const isSame = Object.keys(changes).length === 0;
      return { changes, written: isSame ? base : await save(changes, base) };
    },
    onSuccess: async ({ changes, written }) => {
      onSaved?.();
      if (written === base) return;
      setBase((before) => ({ ...before, base: written }));
      const undo = async () => {
        fillIn(await save(formerOf(changes, base), written));
        await refresh();
      };
      tell({ text: 'Saved', undo: mayUndo?.(changes) === false ? undefined : undo });
      await refresh();
    },
  });
  return {
    base,
    edition,
    mutation,
    fillAnew: () => void load().then(fillIn).then(refresh),
  };
};
