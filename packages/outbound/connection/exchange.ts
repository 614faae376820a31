import { Agent, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { Target } from '../address/target.ts';
import { FetchRefusal } from '../document/fetch-refusal.ts';

const MAX_HEADER_BYTES = 16 * 1024;

/** A response with its whole body. */
export interface Answer {
  readonly status: number;
  /** By lower-case name; several lines of one name joined by commas (RFC 9110 §5.3). */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What the head of a response says about the rest: read on, or not. */
export type Screen = (head: Omit<Answer, 'body'>) => FetchRefusal | undefined;

/** What is sent: a GET, or a POST of a form where there is one. */
export interface Sent {
  readonly accept: string;
  readonly form?: URLSearchParams | undefined;
  /** The Authorization header. */
  readonly authorization?: string | undefined;
}

/** Speaks over the one socket that was opened and checked; has no way to open another. */
class PinnedAgent extends Agent {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    super({ keepAlive: false, maxSockets: 1 });
    this.#socket = socket;
  }

  override createConnection(): Socket {
    return this.#socket;
  }
}

const headOf = (message: IncomingMessage): Omit<Answer, 'body'> => ({
  status: message.statusCode ?? 0,
  headers: Object.fromEntries(
    Object.entries(message.headersDistinct).map(([name, values]) => [name, values?.join(', ') ?? '']),
  ),
});

/** One request and its answer (RFC 9112). Never more than `maxBytes` of the body are held; the socket is closed in any case. */
export const exchange = (
  socket: Socket,
  target: Target,
  options: Sent & {
    readonly maxBytes: number;
    readonly screen: Screen;
    readonly signal: AbortSignal;
  },
): Promise<Answer | FetchRefusal> =>
  new Promise((resolve) => {
    let isSettled = false;
    const settle = (outcome: Answer | FetchRefusal): void => {
      if (isSettled) return;
      isSettled = true;
      options.signal.removeEventListener('abort', abort);
      resolve(outcome);
      sent.destroy();
      socket.destroy();
    };
    const refuse = (failure: FetchRefusal['failure']): void => settle(new FetchRefusal(failure));
    const abort = (): void => refuse('timeout');

    const read = (message: IncomingMessage): void => {
      const head = headOf(message);
      const isLong = Number(head.headers['content-length'] ?? 0) > options.maxBytes;
      const refusal = options.screen(head) ?? (isLong ? new FetchRefusal('size') : undefined);
      if (refusal) settle(refusal);
      else collect(message, head);
    };

    const collect = (message: IncomingMessage, head: Omit<Answer, 'body'>): void => {
      const chunks: Uint8Array[] = [];
      let length = 0;
      message.on('data', (chunk: Uint8Array) => {
        length += chunk.length;
        if (length > options.maxBytes) refuse('size');
        else chunks.push(chunk);
      });
      message.on('end', () =>
        message.complete ? settle({ ...head, body: Buffer.concat(chunks) }) : refuse('protocol'),
      );
      message.on('error', () => refuse('protocol'));
    };

    const body = options.form?.toString();
    const sent = request({
      agent: new PinnedAgent(socket),
      host: target.host,
      port: target.port,
      method: body === undefined ? 'GET' : 'POST',
      path: target.path,
      maxHeaderSize: MAX_HEADER_BYTES,
      headers: {
        Host: target.authority,
        Accept: options.accept,
        'Accept-Encoding': 'identity',
        'User-Agent': 'Cardea',
        Connection: 'close',
        ...(options.authorization === undefined ? {} : { Authorization: options.authorization }),
        ...(body === undefined
          ? {}
          : { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) }),
      },
    });
    options.signal.addEventListener('abort', abort);
    if (options.signal.aborted) abort();
    sent.on('response', read);
    sent.on('upgrade', () => refuse('protocol'));
    sent.on('error', () => refuse('protocol'));
    sent.on('close', () => refuse('protocol'));
    sent.end(body);
  });
