interface Copy<T> {
  readonly value: T | undefined;
  readonly readAtMs: number;
}

const MAX_KNOWN = 10_000;
/** Names that do not exist have a place of their own: guesses cannot push out what is real. */
const MAX_UNKNOWN = 1_000;

/**
 * Copies of configuration rows in memory, with a bounded age and number. Concurrent reads of one row share one read; a read
 * that began before a change is forgotten never becomes a copy.
 */
export class Copies<T> {
  readonly #read: (key: string) => Promise<T | undefined>;
  readonly #maxAgeMs: number;
  readonly #nowMs: () => number;
  readonly #known = new Map<string, Copy<T>>();
  readonly #unknown = new Map<string, Copy<T>>();
  readonly #reading = new Map<string, Promise<T | undefined>>();

  /** `nowMs` is a monotonic clock. */
  constructor(read: (key: string) => Promise<T | undefined>, maxAgeMs: number, nowMs: () => number) {
    this.#read = read;
    this.#maxAgeMs = maxAgeMs;
    this.#nowMs = nowMs;
  }

  async find(key: string): Promise<T | undefined> {
    const copy = this.#known.get(key) ?? this.#unknown.get(key);
    if (copy && this.#nowMs() - copy.readAtMs <= this.#maxAgeMs) return copy.value;
    return this.#reading.get(key) ?? this.findFresh(key);
  }

  findFresh(key: string): Promise<T | undefined> {
    const readAtMs = this.#nowMs();
    const reading = this.#read(key).then(
      (value) => {
        if (this.#reading.get(key) === reading) this.#keep(key, { value, readAtMs });
        return value;
      },
      (error: unknown) => {
        if (this.#reading.get(key) === reading) this.#reading.delete(key);
        throw error;
      },
    );
    this.#reading.set(key, reading);
    return reading;
  }

  /** Forgets what a unit changed, or may have changed. */
  forget(key: string): void {
    this.#known.delete(key);
    this.#unknown.delete(key);
    this.#reading.delete(key);
  }

  #keep(key: string, copy: Copy<T>): void {
    this.forget(key);
    const [place, max] = copy.value === undefined ? [this.#unknown, MAX_UNKNOWN] : [this.#known, MAX_KNOWN];
    const [oldest] = place.size >= max ? place.keys() : [];
    if (oldest !== undefined) place.delete(oldest);
    place.set(key, copy);
  }
}
