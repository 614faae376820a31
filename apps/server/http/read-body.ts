import { type Refusal, refuse } from '@cardea/protocol';
import type { BodyPatience } from './body-patience.ts';

/** Bun takes 16 KiB for progress, and closes a connection that makes none for its idle time (ADR 0019). */
const WATCHED_BY_BUN_BYTES = 16 * 1024;

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

const discard = async (body: ReadableStream<Uint8Array> | null): Promise<void> => {
  const reader = body?.getReader();
  while (reader && !(await reader.read()).done);
};

/**
 * Refused before a byte is read. But where the connection is to be closed after the answer, as nginx asks of a server behind it
 * unless it is told otherwise, closing it with unread bytes would take the answer along (RFC 9112 §9.6). Bun itself
 * takes no more than a mebibyte.
 */
const refuseLarge = async (request: Request, bytes: string): Promise<Refusal> => {
  if (request.headers.get('connection')?.toLowerCase() === 'close') await discard(request.body);
  return refuse('request.too_large', { bytes });
};

const readSmall = async (request: Request): Promise<string | Refusal> => {
  try {
    return await request.text();
  } catch {
    // The sender has gone (RFC 9112 §8).
    return refuse('request.body_incomplete');
  }
};

/**
 * The body as text. A declared length past the cap is refused before a byte is read, an undeclared one as soon as the cap
 * is passed; Elysia's own parsers are not used because they keep the last of two equal parameters.
 */
export const readBody = async (
  request: Request,
  { patience, maxBytes }: { readonly patience: BodyPatience; readonly maxBytes: number },
): Promise<string | Refusal> => {
  const declared = request.headers.get('content-length');
  if (declared !== null) {
    // Bun lets the same length pass twice, as "9, 9"; it may be refused (RFC 9110 §8.6), and its size would not be compared.
    if (!DIGITS.test(declared)) return refuse('request.length_malformed');
    if (Number(declared) > maxBytes) return patience.wait(refuseLarge(request, declared));
    if (Number(declared) <= WATCHED_BY_BUN_BYTES) return readSmall(request);
    return patience.wait(request.text());
  }
  return request.body === null ? '' : patience.wait(readStream(request.body, maxBytes));
};
