import { type Refusal, refuse } from '@cardea/protocol';

/** Design D6 */
export const MAX_OAUTH_BODY_BYTES = 64 * 1024;
/** A sender slower than this holds a socket and memory for nothing. */
const BODY_DEADLINE_MS = 10_000;
const LOOK_EVERY_MS = 500;

const DIGITS = /^\d{1,15}$/;

const readStream = async (body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string | Refusal> => {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString('utf8');
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      return refuse('request.too_large');
    }
    chunks.push(value);
  }
};

/** Whoever waits for a body, with the time at which it is late. One timer looks after them all: most wait microseconds. */
class Patience {
  readonly #waiting = new Map<() => void, number>();

  constructor() {
    setInterval(() => this.#look(performance.now()), LOOK_EVERY_MS).unref();
  }

  #look(nowMs: number): void {
    for (const [giveUp, lateMs] of this.#waiting) {
      // In the order in which they came: the first that is in time is followed by no other that is late.
      if (lateMs > nowMs) return;
      giveUp();
    }
  }

  /** What is read, or a refusal where it does not come in time or breaks off. */
  wait(reading: Promise<string | Refusal>): Promise<string | Refusal> {
    return new Promise((resolve) => {
      const end = (result: string | Refusal): void => {
        this.#waiting.delete(giveUp);
        resolve(result);
      };
      const giveUp = (): void => end(refuse('request.body_slow'));
      this.#waiting.set(giveUp, performance.now() + BODY_DEADLINE_MS);
      // The sender has gone, or its chunks break off or are malformed (RFC 9112 §7.1, §8).
      reading.then(end, () => end(refuse('request.body_incomplete')));
    });
  }
}

const patience = new Patience();

/**
 * The body as text. A declared length past the cap is refused before a byte is read, an undeclared one as soon as the cap
 * is passed; Elysia's own parsers are not used because they keep the last of two equal parameters.
 */
export const readBody = async (request: Request, maxBytes = MAX_OAUTH_BODY_BYTES): Promise<string | Refusal> => {
  const declared = request.headers.get('content-length');
  if (declared !== null) {
    // Bun lets the same length pass twice, as "9, 9"; it may be refused (RFC 9110 §8.6), and its size would not be compared.
    if (!DIGITS.test(declared)) return refuse('request.length_malformed');
    if (Number(declared) > maxBytes) return refuse('request.too_large', { bytes: declared });
    return declared === '0' ? '' : patience.wait(request.text());
  }
  return request.body === null ? '' : patience.wait(readStream(request.body, maxBytes));
};
