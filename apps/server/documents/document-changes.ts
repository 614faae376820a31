import type { Change, Stores, Unit } from '@cardea/core';

export interface DocumentChanges {
  /** The same stores; a committed change of what discovery shows is announced. */
  watch(stores: Stores): Stores;
  readonly announce: () => void;
  onChange(listener: () => void): () => void;
}

const isScope = ({ kind }: Change): boolean => kind === 'scope.ensure';

const isShown = ({ guard, changes }: Unit): boolean =>
  guard?.kind.startsWith('scope.') === true || changes.some(isScope);

/** Lets the prepared documents follow what they are made from. Changes of other processes are found by the schedule. */
export const createDocumentChanges = (): DocumentChanges => {
  const listeners = new Set<() => void>();
  const announce = () => {
    for (const listener of listeners) listener();
  };
  return {
    announce,
    watch: (stores) => ({
      ...stores,
      commit(unit) {
        const done = stores.commit(unit);
        if (!isShown(unit)) return done;
        return done.then((held) => {
          if (held) announce();
          return held;
        });
      },
    }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
