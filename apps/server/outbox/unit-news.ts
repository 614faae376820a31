import type { Change, Guard, Stores } from '@cardea/core';

export interface UnitNews {
  /** The same stores; a committed unit with such a change, or such a guard, is announced. */
  watch(stores: Stores): Stores;
  onNews(listener: () => void): void;
}

/** Lets work begin the moment that this process has committed something to do. What others commit is found by a schedule. */
export const createUnitNews = (watched: Change['kind'], guard?: Guard['kind']): UnitNews => {
  const listeners = new Set<() => void>();
  return {
    watch: (stores) => ({
      ...stores,
      commit(unit) {
        const done = stores.commit(unit);
        const isNews =
          unit.changes.some(({ kind }) => kind === watched) || (guard !== undefined && unit.guard?.kind === guard);
        if (!isNews) return done;
        return done.then((held) => {
          if (held) for (const listener of listeners) listener();
          return held;
        });
      },
    }),
    onNews: (listener) => void listeners.add(listener),
  };
};
