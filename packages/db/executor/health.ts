import type { DatabaseEvent } from './executor.ts';

/** Tells operators when the database stops answering, and when it answers again; not of every failure between. */
export class Health {
  readonly #onEvent: ((event: DatabaseEvent) => void) | undefined;
  #failedAtMs: number | undefined;

  constructor(onEvent: ((event: DatabaseEvent) => void) | undefined) {
    this.#onEvent = onEvent;
  }

  failed(reason: string): void {
    if (this.#failedAtMs !== undefined) return;
    this.#failedAtMs = performance.now();
    this.#onEvent?.({ kind: 'unavailable', reason });
  }

  succeeded(): void {
    if (this.#failedAtMs === undefined) return;
    const afterMs = Math.round(performance.now() - this.#failedAtMs);
    this.#failedAtMs = undefined;
    this.#onEvent?.({ kind: 'available', afterMs });
  }
}
