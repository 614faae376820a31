// S120: senders and readers that take their time
import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { readdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { obtainToken } from '../../harness/oauth.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { waitUntil } from '../../harness/wait-until.ts';
import { dial, exchange } from './raw-exchange.ts';

const DRIP_EVERY_MS = 3_000;
/** They live for 12 s; the machine of a test is busy. */
const CLOSED_WITHIN_MS = 25_000;

let cardea: RunningCardea;
let client: AddedClient;

beforeAll(async () => {
  cardea = await startCardea();
  client = await addClient(cardea, { name: 'patient', scope: 'a' });
});
afterAll(() => cardea.stop());

const openSockets = (): number => readdirSync(`/proc/${cardea.pid}/fd`).length;

const head = (lines: string): string => `POST /api/v1/oauth/token HTTP/1.1\r\nHost: a\r\n${lines}`;
const FORM_LINE = 'Content-Type: application/x-www-form-urlencoded\r\n';

interface Slow {
  readonly count: number;
  /** What is sent at once. */
  readonly start: string;
  /** What is sent every three seconds after that. */
  readonly drip?: string;
  /** Whether answers are left in the socket. */
  readonly unread?: true;
}

const kinds = {
  'that drip a request line': { count: 50, start: 'P', drip: 'O' },
  'that drip a header': { count: 100, start: head('X: '), drip: 'a' },
  'that drip headers': { count: 50, start: head(''), drip: 'X: a\r\n' },
  'that drip a body': { count: 100, start: head(`${FORM_LINE}Content-Length: 1000\r\n\r\n`), drip: 'a' },
  'that drip a long body': { count: 50, start: head(`${FORM_LINE}Content-Length: 20000\r\n\r\n`), drip: 'a' },
  'that drip chunks': { count: 50, start: head(`${FORM_LINE}Transfer-Encoding: chunked\r\n\r\n`), drip: '1\r\na\r\n' },
  'that drip a body nobody reads': { count: 20, start: head('Content-Length: 100000\r\n\r\n'), drip: 'a' },
  'that stop in a header': { count: 50, start: head('X: ') },
  'that stop in a body': { count: 50, start: head(`${FORM_LINE}Content-Length: 10\r\n\r\n`) },
  'that say nothing': { count: 250, start: '' },
  'that say nothing more': { count: 250, start: 'GET /livez HTTP/1.1\r\nHost: a\r\n\r\n' },
  'that drip behind an answer': { count: 20, start: 'GET /livez HTTP/1.1\r\nHost: a\r\n\r\nGET /', drip: 'a' },
  'that read nothing of many answers': {
    count: 100,
    start: 'GET /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(200),
    unread: true,
  },
} as const satisfies Readonly<Record<string, Slow>>;

const open = async ({ start, drip, unread }: Slow): Promise<Socket> => {
  const socket = await dial(cardea.port);
  socket.on('error', () => undefined);
  if (unread) socket.pause();
  else socket.resume();
  socket.write(start);
  if (drip !== undefined) {
    const timer = setInterval(() => socket.write(drip), DRIP_EVERY_MS);
    socket.once('close', () => clearInterval(timer));
  }
  return socket;
};

describe('slow connections', () => {
  test.concurrent('are closed by the server, whatever they do slowly, and others are served meanwhile', async () => {
    const before = openSockets();
    const slow = Object.values(kinds).flatMap((kind) => Array.from({ length: kind.count }, () => open(kind)));
    const sockets = await Promise.all(slow);
    // Bun ends those at once that ask for much more than they read.
    const held = sockets.length - kinds['that read nothing of many answers'].count;
    await waitUntil(() => openSockets() >= before + held, { what: 'they are accepted', timeoutMs: 10_000 });
    try {
      let served = 0;
      await waitUntil(
        async () => {
          await obtainToken(cardea, client);
          served += 1;
          return openSockets() <= before + 5;
        },
        { what: 'the slow ones are gone', timeoutMs: CLOSED_WITHIN_MS },
      );
      expect(served).toBeGreaterThan(50);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  }, 60_000);

  test.concurrent('that send a long body too slowly are told so with the last answer (RFC 9110 §15.5.9)', async () => {
    const { answers, goesOn } = await exchange(cardea.port, head(`${FORM_LINE}Content-Length: 20000\r\n\r\na`));
    expect(answers.map(({ status }) => status)).toEqual([408]);
    expect(answers[0]?.headers.get('connection')).toBe('close');
    expect(goesOn).toBe(false);
  }, 60_000);

  test('were no defects of ours', () => {
    expect(cardea.logs()).not.toContain('"defect"');
  });
});
