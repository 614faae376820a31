import { type Refusal, refuse } from '@cardea/protocol';

/** A sender slower than this holds a socket and memory for nothing. Bun closes idle sockets after 8 to 12 s: an answer comes before. */
const BODY_DEADLINE_MS = 7_000;
const LOOK_EVERY_MS = 500;

type Body = string | Refusal;

/** Waits for bodies. One timer for all, and none while nobody waits: most wait microseconds, and a timer each costs more. */
export class BodyPatience {
  /** What is being read, with the time at which it is late, in the order in which it came. */
  readonly #reading = new Map<() => void, number>();
  #watching = false;

  /** A body, or a refusal where it does not come in time or breaks off. */
  wait(body: Promise<Body>): Promise<Body> {
    return new Promise((resolve) => {
      const end = (result: Body): void => {
        this.#reading.delete(giveUp);
        resolve(result);
      };
      const giveUp = (): void => end(refuse('request.body_slow'));
      this.#reading.set(giveUp, performance.now() + BODY_DEADLINE_MS);
      // The sender has gone, or its chunks break off or are malformed (RFC 9112 §7.1, §8).
      body.then(end, () => end(refuse('request.body_incomplete')));
      if (!this.#watching) this.#watch();
    });
  }

  #watch(): void {
    this.#watching = true;
    setTimeout(() => {
      const nowMs = performance.now();
      for (const [giveUp, lateMs] of this.#reading) {
        if (lateMs > nowMs) break;
        giveUp();
      }
      this.#watching = false;
      if (this.#reading.size > 0) this.#watch();
    }, LOOK_EVERY_MS).unref();
  }
}
