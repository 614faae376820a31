import { type Refusal, refuse } from '@cardea/protocol';

/** A sender slower than this holds a socket and memory for nothing. */
const BODY_DEADLINE_MS = 10_000;
const LOOK_EVERY_MS = 500;

type Body = string | Refusal;

/** What is being read, with the time at which it is late, in the order in which it came. */
const reading = new Map<() => void, number>();
let watching = false;

/** One timer for all who wait, and none while nobody does: most wait microseconds, and a timer each would cost more. */
const watch = (): void => {
  const nowMs = performance.now();
  for (const [giveUp, lateMs] of reading) {
    if (lateMs > nowMs) break;
    giveUp();
  }
  watching = reading.size > 0;
  if (watching) setTimeout(watch, LOOK_EVERY_MS).unref();
};

/** A body, or a refusal where it does not come in time or breaks off. */
export const inTime = (body: Promise<Body>): Promise<Body> =>
  new Promise((resolve) => {
    const end = (result: Body): void => {
      reading.delete(giveUp);
      resolve(result);
    };
    const giveUp = (): void => end(refuse('request.body_slow'));
    reading.set(giveUp, performance.now() + BODY_DEADLINE_MS);
    // The sender has gone, or its chunks break off or are malformed (RFC 9112 §7.1, §8).
    body.then(end, () => end(refuse('request.body_incomplete')));
    if (!watching) {
      watching = true;
      setTimeout(watch, LOOK_EVERY_MS).unref();
    }
  });
