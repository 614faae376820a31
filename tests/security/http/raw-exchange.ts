import { connect, type Socket } from 'node:net';

/** One answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export interface RawExchange {
  /** Answers to the bytes that were sent. */
  readonly answers: readonly RawAnswer[];
  /** Whether the connection could be used for another request afterwards. */
  readonly goesOn: boolean;
}

const HEAD_END = '\r\n\r\n';

/** The answers in a stream of bytes, the last one perhaps incomplete and then left out. */
export const parseAnswers = (text: string): readonly RawAnswer[] => {
  const answers: RawAnswer[] = [];
  let rest = text;
  for (let end = rest.indexOf(HEAD_END); end !== -1; end = rest.indexOf(HEAD_END)) {
    const [statusLine = '', ...lines] = rest.slice(0, end).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1] ?? Number.NaN);
    const headers = new Headers(
      lines.map((line): [string, string] => [line.split(':')[0] ?? '', line.replace(/^[^:]*:/, '').trim()]),
    );
    const length = Number(headers.get('content-length') ?? 0);
    const bodyStart = end + HEAD_END.length;
    if (rest.length < bodyStart + length) break;
    answers.push({ status, headers, body: rest.slice(bodyStart, bodyStart + length) });
    rest = rest.slice(bodyStart + length);
  }
  return answers.filter(({ status }) => status !== 100);
};

const sentinel = 'GET /livez?sentinel HTTP/1.1\r\nHost: sentinel.example\r\nConnection: close\r\n\r\n';
const SENTINEL_ANSWER = '{"status":"live"}';

/** Opens a connection; the caller destroys it. */
export const dial = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });

/**
 * Sends bytes and, where the server leaves the connection open after its answer, an ordinary request that ends it. Whatever
 * comes back beside its answer was made out of the first bytes alone. Resolves when the server has ended the connection,
 * which it does by itself where it waits for bytes that never come.
 */
export const exchange = async (port: number, bytes: string): Promise<RawExchange> => {
  const socket = await dial(port);
  let text = '';
  let sentinelSent = false;
  return await new Promise((resolve) => {
    socket.on('data', (data) => {
      text += data.toString('latin1');
      if (sentinelSent || parseAnswers(text).length === 0) return;
      sentinelSent = true;
      socket.write(sentinel);
    });
    socket.on('error', () => undefined); // A reset is one way of ending.
    socket.on('close', () => {
      const answers = parseAnswers(text);
      const goesOn = sentinelSent && answers.length > 1 && answers.at(-1)?.body === SENTINEL_ANSWER;
      resolve({ answers: goesOn ? answers.slice(0, -1) : answers, goesOn });
    });
    socket.write(Buffer.from(bytes, 'latin1'));
  });
};
