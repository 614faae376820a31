/** How far the server is on its way out. */
export class Lifecycle {
  #stopping = false;
  #inFlight = 0;
  #lastRequestMs = 0;

  /** From here on `/readyz` says no, and every answer asks the caller to open a new connection elsewhere. */
  stop(): void {
    this.#stopping = true;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  enter(nowMs: number): void {
    this.#inFlight += 1;
    this.#lastRequestMs = nowMs;
  }

  leave(): void {
    this.#inFlight -= 1;
  }

  /** Whether nothing is under way and nothing has come for a while: nobody sends requests here any more. */
  isIdle(nowMs: number, quietMs: number): boolean {
    return this.#inFlight === 0 && nowMs - this.#lastRequestMs >= quietMs;
  }
}
