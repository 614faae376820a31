/** How far the server is on its way out. */
export class Lifecycle {
  #stopping = false;
  #inFlight = 0;
  #lastRequestMs = Number.NEGATIVE_INFINITY;
  #askedMs = Number.NEGATIVE_INFINITY;
  #askedEveryMs = 0;
  #refusedMs: number | undefined;

  /** From here on `/readyz` says no, and every answer asks the caller to open a new connection elsewhere. */
  stop(): void {
    this.#stopping = true;
  }

  get stopping(): boolean {
    return this.#stopping;
  }

  /** `isProbe`: it asks how the server is, and would not be missed by anybody. */
  enter(nowMs: number, { isProbe }: { readonly isProbe: boolean }): void {
    this.#inFlight += 1;
    if (!isProbe) this.#lastRequestMs = nowMs;
  }

  leave(): void {
    this.#inFlight -= 1;
  }

  /** Somebody asks whether requests should be sent here; false where they should not. */
  isReady(nowMs: number): boolean {
    if (this.#stopping) this.#refusedMs ??= nowMs;
    else {
      this.#askedEveryMs = nowMs - this.#askedMs;
      this.#askedMs = nowMs;
    }
    return !this.#stopping;
  }

  /**
   * Whether nobody sends requests here any more: nothing is under way, nothing has come for a while, and whoever keeps
   * asking whether this server is ready has heard that it is not.
   */
  isIdle(nowMs: number, quietMs: number): boolean {
    return this.#inFlight === 0 && nowMs - this.#lastRequestMs >= quietMs && this.#isKnown(nowMs, quietMs);
  }

  #isKnown(nowMs: number, quietMs: number): boolean {
    if (this.#refusedMs !== undefined) return nowMs - this.#refusedMs >= quietMs;
    // Who asked once only, or should have asked twice since, does not ask regularly
    return !Number.isFinite(this.#askedEveryMs) || nowMs - this.#askedMs > 2 * this.#askedEveryMs;
  }
}
