import { afterAll, beforeEach, describe, expect, test } from 'bun:test';
import { replyWith, response, startRawServer } from '../connection/raw-server.fixture.ts';
import { FetchRefusal } from './fetch-refusal.ts';
import { fetcherWith, json, startFetching } from './fetching.fixture.ts';

const fetching = await startFetching();
const { outcomeOf, server, trusting, url } = fetching;
afterAll(() => fetching.server.close());
beforeEach(() => fetching.reset());

describe('S081: no connection is made to what is not public', () => {
  const port = server.port;
  const forms = [
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0177.0.0.1',
    '0x7f.0.0.1',
    '0x7f000001',
    '017700000001',
    '0.0.0.0',
    '0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    'localhost',
    'localhost.',
    'LocalHost',
    '127.0.0.1.',
    '①②⑦.⓪.⓪.①',
    '169.254.169.254',
    '10.0.0.1',
    'loopback.example.com',
  ];
  const asked: string[] = [];
  const fetcher = fetcherWith({
    resolve: async (name) => {
      asked.push(name);
      return ['127.0.0.1'];
    },
  });

  test.each(forms)('%s, by https and http, with any path', async (host) => {
    const before = server.connections();
    for (const scheme of ['https', 'http']) {
      const outcome = await fetcher.fetchJson(`${scheme}://${host}:${port}/jwks`);
      expect(outcome).toBeInstanceOf(FetchRefusal);
    }
    expect(server.connections()).toBe(before);
  });

  test('no resolver is asked for an address, in whatever form, nor for a private name', () => {
    expect(new Set(asked)).toEqual(new Set(['loopback.example.com']));
  });

  test.each(['file:///etc/passwd', 'gopher://127.0.0.1:70/', 'ftp://example.com/', 'data:,{}', 'unix:/run/x.sock'])(
    '%s is no document',
    async (address) => {
      expect(await fetcher.fetchJson(address)).toMatchObject({ failure: 'url' });
    },
  );

  test('a name with one private address among public ones is refused', async () => {
    for (const addresses of [
      ['8.8.8.8', '127.0.0.1'],
      ['8.8.8.8', '::1'],
      ['2606:4700::1111', '::ffff:10.0.0.1'],
      ['8.8.8.8', 'not an address'],
    ]) {
      const mixed = fetcherWith({ resolve: async () => addresses });
      expect(await mixed.fetchJson('https://keys.example.com/')).toMatchObject({ failure: 'address' });
    }
  });

  test('a name without addresses, and one that does not resolve, are refused', async () => {
    const empty = fetcherWith({ resolve: async () => [] });
    const failing = fetcherWith({ resolve: () => Promise.reject(new Error('ENOTFOUND')) });
    for (const fetcher of [empty, failing]) {
      expect(await fetcher.fetchJson('https://keys.example.com/')).toMatchObject({ failure: 'name' });
    }
  });

  test('open and closed ports of a private host get the same text, and neither is tried', async () => {
    const closed = await startRawServer(replyWith(json));
    await closed.close();
    const before = server.connections();
    const outcomes = await Promise.all(
      [server.port, closed.port, 1, 22, 65_535].map((each) => fetcher.fetchJson(`https://127.0.0.1:${each}/`)),
    );
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(server.connections()).toBe(before);
  });

  test('every failure has the same public text', () => {
    expect(new FetchRefusal('connect').description).toBe(new FetchRefusal('status').description);
    expect(new FetchRefusal('connect').detail).not.toBe(new FetchRefusal('status').detail);
  });

  test('a proxy of the environment is not used', async () => {
    const proxy = await startRawServer(replyWith(json));
    const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'];
    const before = names.map((name) => process.env[name]);
    try {
      for (const name of names) process.env[name] = `http://127.0.0.1:${proxy.port}`;
      expect(await trusting.fetchJson(url)).toMatchObject({ status: 200 });
      expect(proxy.connections()).toBe(0);
    } finally {
      for (const [i, name] of names.entries()) {
        if (before[i] === undefined) delete process.env[name];
        else process.env[name] = before[i];
      }
      await proxy.close();
    }
  });
});

describe('S081: the connection goes to the address that was checked', () => {
  test('a name is resolved once, and a second answer (DNS rebinding) is never asked for', async () => {
    const elsewhere = await startRawServer(replyWith(response('"rebound"')), { host: '127.0.0.2' });
    let resolutions = 0;
    const pinned = fetcherWith({
      allowPrivateHosts: ['keys.example.com'],
      resolve: async () => (++resolutions === 1 ? ['127.0.0.1'] : ['127.0.0.2']),
    });
    try {
      const before = server.connections();
      const outcome = await pinned.fetchJson(`http://keys.example.com:${server.port}/jwks?v=1`);
      expect(outcome).toMatchObject({ status: 200, json: { keys: [] } });
      expect([resolutions, server.connections() - before, elsewhere.connections()]).toEqual([1, 1, 0]);
      expect(server.requests.at(-1)).toContain(`\r\nHost: keys.example.com:${server.port}\r\n`);
      expect(server.requests.at(-1)).toStartWith('GET /jwks?v=1 HTTP/1.1\r\n');
    } finally {
      await elsewhere.close();
    }
  });

  test('what is checked is what is connected to: the rule sees each address before there is a connection', async () => {
    const before = server.connections();
    const seen: string[] = [];
    const watching = fetcherWith({
      resolve: async () => ['127.0.0.1'],
      allowAddress: (address) => {
        seen.push(`${address} ${server.connections() - before}`);
        return false;
      },
    });
    expect(await watching.fetchJson(`https://keys.example.com:${server.port}/`)).toMatchObject({ failure: 'address' });
    expect(seen).toEqual(['127.0.0.1 0']);
  });

  test('a second address is tried where nobody answers at the first', async () => {
    const fallback = fetcherWith({
      allowPrivateHosts: ['keys.example.com'],
      resolve: async () => ['127.0.0.2', '127.0.0.1'],
    });
    expect(await fallback.fetchJson(`http://keys.example.com:${server.port}/`)).toMatchObject({ status: 200 });
  });

  test('names are resolved by the system, hosts file and all, where no other resolver is given', async () => {
    const local = fetcherWith({ allowPrivateHosts: ['LocalHost'] });
    expect(await local.fetchJson(`http://localhost:${server.port}/`)).toMatchObject({ status: 200 });
  });

  test('redirects are not followed', async () => {
    const other = await startRawServer(replyWith(json));
    try {
      for (const status of [
        '301 Moved',
        '302 Found',
        '303 See Other',
        '307 Temporary',
        '308 Permanent',
        '300 Choices',
      ]) {
        const head = `HTTP/1.1 ${status}\r\nLocation: http://127.0.0.1:${other.port}/\r\nContent-Length: 0\r\n\r\n`;
        expect(await outcomeOf(replyWith(head))).toBe('redirect');
      }
      expect(other.connections()).toBe(0);
    } finally {
      await other.close();
    }
  });

  test('the request carries nothing but what a document needs', async () => {
    await trusting.fetchJson(url, { accept: 'application/jwk-set+json' });
    expect(server.requests.at(-1)?.split('\r\n').slice(1, -2).toSorted()).toEqual([
      'Accept-Encoding: identity',
      'Accept: application/jwk-set+json',
      'Connection: close',
      `Host: 127.0.0.1:${server.port}`,
      'User-Agent: Cardea',
    ]);
  });
});
