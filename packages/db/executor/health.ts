import type { DatabaseEvent } from './executor.ts';

/** Tells operators when the database stops answering, and when it answers again; not of every failure between. */
export class Health {
  readonly #onEvent: ((event: DatabaseEvent) => void) | undefined;
  #failedAtMs: number | undefined;

  constructor(onEvent: ((event: DatabaseEvent) => void) | undefined) {
    this.#onEvent = onEvent;
  }

  /** Afterwards, so that a listener that throws does no harm to the commit it is told of. */
  #tell(event: DatabaseEvent): void {
    queueMicrotask(() => this.#onEvent?.(event));
  }

  failed(reason: string): void {
    if (this.#failedAtMs !== undefined) return;
    this.#failedAtMs = performance.now();
    this.#tell({ kind: 'unavailable', reason });
  }

  succeeded(): void {
    if (this.#failedAtMs === undefined) return;
    const afterMs = Math.round(performance.now() - this.#failedAtMs);
    this.#failedAtMs = undefined;
    this.#tell({ kind: 'available', afterMs });
  }
}
