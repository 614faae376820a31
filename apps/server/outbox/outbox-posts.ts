import type { Stores } from '@cardea/core';

export interface OutboxPosts {
  /** The same stores; a committed unit that posts something is announced. */
  watch(stores: Stores): Stores;
  onPost(listener: () => void): void;
}

/** Lets the delivery begin the moment that this process has posted something. What others post is found by the schedule. */
export const createOutboxPosts = (): OutboxPosts => {
  const listeners = new Set<() => void>();
  return {
    watch: (stores) => ({
      ...stores,
      commit(unit) {
        const done = stores.commit(unit);
        if (!unit.changes.some(({ kind }) => kind === 'outbox.insert')) return done;
        return done.then((held) => {
          if (held) for (const listener of listeners) listener();
          return held;
        });
      },
    }),
    onPost: (listener) => void listeners.add(listener),
  };
};
