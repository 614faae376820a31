import type { Caller } from '@cardea/core';
import type { Refusal } from '@cardea/protocol';
import type { Logger } from '../logging/create-logger.ts';

/** So many refusals of one kind are written a second; the rest of the second is told as a number. */
const LINES_PER_SECOND = 20;

interface Second {
  readonly at: number;
  written: number;
  unwritten: number;
}

/**
 * Tells the operator why requests are refused. A flood cannot fill the disk: of each kind of refusal only the first of a
 * second are written, and how many were not (S153). Faults of ours are all written. The metrics count every one.
 */
export class RefusalLog {
  readonly #log: Pick<Logger, 'warn' | 'error'>;
  readonly #seconds = new Map<string, Second>();

  constructor(log: Pick<Logger, 'warn' | 'error'>) {
    this.#log = log;
  }

  write(
    refusal: Refusal,
    { route, caller, nowMs }: { readonly route: string; readonly caller: Caller; readonly nowMs: number },
  ): void {
    const { code, section, detail, status } = refusal;
    if (status < 500 && !this.#mayWrite(code, Math.floor(nowMs / 1000))) return;
    const { requestId, address } = caller;
    const level = status >= 500 ? 'error' : 'warn';
    this.#log[level]({ requestId, route, address, refusal: code, section, detail }, 'refused');
  }

  #mayWrite(code: string, at: number): boolean {
    const known = this.#seconds.get(code);
    if (known?.at !== at) {
      if (known !== undefined && known.unwritten > 0) {
        this.#log.warn({ refusal: code, count: known.unwritten }, 'refusals that were not written one by one');
      }
      this.#seconds.set(code, { at, written: 1, unwritten: 0 });
      return true;
    }
    if (known.written < LINES_PER_SECOND) {
      known.written += 1;
      return true;
    }
    known.unwritten += 1;
    return false;
  }
}
