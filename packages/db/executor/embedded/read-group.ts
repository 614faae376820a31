/** One read and whoever waits for it. */
interface Entry {
  read(): void;
  fail(error: unknown): void;
}

export interface ReadBrackets {
  /** Before the first read of a group: takes a snapshot. */
  begin(): void;
  /** After the last. */
  end(): void;
}

/**
 * Reads of one turn of the event loop run together at its end, on one snapshot: the lock on it costs as much as a row, and
 * answers that leave together wake their receivers once.
 */
export class ReadGroup {
  readonly #brackets: ReadBrackets;
  #waiting: Entry[] = [];

  constructor(brackets: ReadBrackets) {
    this.#brackets = brackets;
  }

  /** What `read` returns or throws, a moment later. */
  push<R>(read: () => R): Promise<R> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(this.flush);
      this.#waiting.push({ read: () => resolve(read()), fail: reject });
    });
  }

  /** Runs what waits now. */
  readonly flush = (): void => {
    const group = this.#waiting;
    if (group.length === 0) return;
    this.#waiting = [];
    const run = (entry: Entry): void => {
      try {
        entry.read();
      } catch (error) {
        entry.fail(error);
      }
    };
    const alone = group.length === 1;
    try {
      if (!alone) this.#brackets.begin();
    } catch (error) {
      for (const entry of group) entry.fail(error);
      return;
    }
    for (const entry of group) run(entry);
    if (!alone) this.#brackets.end();
  };
}
