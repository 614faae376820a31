import type { TokenSource } from './token-source.ts';

export interface IssuedToken {
  readonly text: string;
  /** Seconds from now. */
  readonly lifetimeSeconds: number;
}

/** How long before its end a token is renewed, at most: a call under way must still find it good. */
const AHEAD_SECONDS = 60;
/** The part of its life that a short one is used for. */
const USED_PART = 0.8;

interface Kept {
  readonly text: string;
  readonly renewAtMs: number;
}

/** One token, renewed before its end. Calls at the same time share one request for it. */
export class RenewedToken implements TokenSource {
  readonly #request: () => Promise<IssuedToken>;
  readonly #nowMs: () => number;
  #kept: Kept | undefined;
  #pending: Promise<string> | undefined;

  constructor(request: () => Promise<IssuedToken>, nowMs: () => number) {
    this.#request = request;
    this.#nowMs = nowMs;
  }

  async current(): Promise<string> {
    const kept = this.#kept;
    return kept !== undefined && this.#nowMs() < kept.renewAtMs ? kept.text : this.#renew();
  }

  async insteadOf(refused: string): Promise<string> {
    if (this.#kept?.text === refused) this.#kept = undefined;
    return this.current();
  }

  #renew(): Promise<string> {
    this.#pending ??= this.#fetch().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #fetch(): Promise<string> {
    const startedMs = this.#nowMs();
    const { text, lifetimeSeconds } = await this.#request();
    const usedSeconds = Math.max(lifetimeSeconds * USED_PART, lifetimeSeconds - AHEAD_SECONDS);
    this.#kept = { text, renewAtMs: startedMs + usedSeconds * 1000 };
    return text;
  }
}
