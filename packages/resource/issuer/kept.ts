import type { ResourceClock } from '../clock.ts';

/** What was loaded, and for how long it is good without asking again. */
export interface Loaded<T> {
  readonly value: T;
  readonly freshMs: number;
}

export interface KeptOptions<T> {
  readonly load: () => Promise<Loaded<T>>;
  readonly clock: ResourceClock;
  /** How long past its freshness a value still serves while it cannot be loaded anew. */
  readonly staleMs: number;
  /** At most one load in this time while there is a value, whoever asks. */
  readonly intervalMs: number;
  /** At most one load in this time while there is none. */
  readonly retryMs: number;
}

/** A value of the issuer, loaded when needed, one load at a time, and kept through a bounded absence of the issuer. */
export interface Kept<T> {
  /** Rejects as `load` did where there is no value, or only one that is too old. */
  get(): Promise<T>;
  /** As `get`, but loads anew where the interval allows it: the caller misses something in the value. */
  renew(): Promise<T>;
}

interface State<T> {
  readonly value: T;
  readonly freshUntilMs: number;
}

export const createKept = <T>({ load, clock, staleMs, intervalMs, retryMs }: KeptOptions<T>): Kept<T> => {
  let state: State<T> | undefined;
  let pending: Promise<T> | undefined;
  let failure: unknown;
  let askedAtMs = Number.NEGATIVE_INFINITY;

  const start = async (): Promise<T> => {
    askedAtMs = clock.monotonicMs();
    try {
      const { value, freshMs } = await load();
      state = { value, freshUntilMs: askedAtMs + freshMs };
      return value;
    } catch (error) {
      failure = error;
      throw error;
    }
  };

  /** Loads where the interval allows it; else, or where that fails, what is still usable. */
  const renew = async (): Promise<T> => {
    const due = clock.monotonicMs() - askedAtMs >= (state ? intervalMs : retryMs);
    try {
      if (!pending && due) {
        pending = start().finally(() => {
          pending = undefined;
        });
      }
      if (pending) return await pending;
    } catch (error) {
      if (!state || clock.monotonicMs() >= state.freshUntilMs + staleMs) throw error;
    }
    if (state && clock.monotonicMs() < state.freshUntilMs + staleMs) return state.value;
    throw failure;
  };

  return {
    get: async () => (state && clock.monotonicMs() < state.freshUntilMs ? state.value : await renew()),
    renew,
  };
};
