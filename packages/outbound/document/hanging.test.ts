import { afterAll, beforeEach, describe, expect, test } from 'bun:test';
import { type Reply, response } from '../connection/raw-server.fixture.ts';
import { FetchRefusal } from './fetch-refusal.ts';
import { createFetcher } from './fetcher.ts';
import { fetcherWith, startFetching } from './fetching.fixture.ts';

const fetching = await startFetching();
const { outcomeOf, server } = fetching;
afterAll(() => fetching.server.close());
beforeEach(() => fetching.reset());

describe('S143: a server that hangs', () => {
  const stalls: readonly (readonly [string, Reply])[] = [
    ['before the head', () => undefined],
    ['inside the head', (socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-')],
    ['inside the body', (socket) => void socket.write(response('{"keys":[]}').subarray(0, -1))],
    [
      'and sends a byte now and then',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nX: ');
        const drip = setInterval(() => (socket.destroyed ? clearInterval(drip) : socket.write('x')), 5);
      },
    ],
  ];

  test.each(stalls)('%s: is left when time is up, and its connection closed', async (_, reply) => {
    let closed: Promise<void> | undefined;
    const outcome = await outcomeOf(
      (socket, request) => {
        closed = new Promise((resolve) => socket.once('close', () => resolve()));
        reply(socket, request);
      },
      { timeoutMs: 60 },
    );
    expect(outcome).toBe('timeout');
    await closed;
  });

  test('a resolver that hangs is left as well', async () => {
    const hanging = fetcherWith({ resolve: () => new Promise(() => undefined) });
    expect(await hanging.fetchJson('https://keys.example.com/', { timeoutMs: 20 })).toMatchObject({
      failure: 'timeout',
    });
  });

  test('hanging hosts do not keep others waiting, and rest after three failures', async () => {
    let hung = 0;
    const tenants = createFetcher({
      clock: { nowMs: () => 0 },
      resolve: (name) => {
        if (name !== 'hang.example.com') return Promise.resolve(['127.0.0.1']);
        hung++;
        return new Promise(() => undefined);
      },
      allowPrivateHosts: ['keys.example.com'],
    });
    const options = { timeoutMs: 40 };
    const hanging = Array.from({ length: 50 }, () => tenants.fetchJson('https://hang.example.com/', options));
    expect(await tenants.fetchJson(`http://keys.example.com:${server.port}/`)).toMatchObject({ status: 200 });
    const failures = (await Promise.all(hanging)).map((outcome) => outcome instanceof FetchRefusal && outcome.failure);
    expect(failures.filter((failure) => failure === 'timeout')).toHaveLength(4);
    expect(failures.filter((failure) => failure === 'busy')).toHaveLength(46);
    expect(await tenants.fetchJson('https://hang.example.com/')).toMatchObject({ failure: 'busy' });
    expect(hung).toBe(4);
  });
});
