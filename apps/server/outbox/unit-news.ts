import type { Change, Stores } from '@cardea/core';

export interface UnitNews {
  /** The same stores; a committed unit with such a change is announced. */
  watch(stores: Stores): Stores;
  onNews(listener: () => void): void;
}

/** Lets work begin the moment that this process has committed something to do. What others commit is found by a schedule. */
export const createUnitNews = (watched: Change['kind']): UnitNews => {
  const listeners = new Set<() => void>();
  return {
    watch: (stores) => ({
      ...stores,
      commit(unit) {
        const done = stores.commit(unit);
        if (!unit.changes.some(({ kind }) => kind === watched)) return done;
        return done.then((held) => {
          if (held) for (const listener of listeners) listener();
          return held;
        });
      },
    }),
    onNews: (listener) => void listeners.add(listener),
  };
};
