import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { type RawServer, replyWith, response, startRawServer } from '../connection/raw-server.fixture.ts';
import { createRemoteApi } from './remote-api.ts';

const clock = { nowMs: () => Date.now() };
const AUTHORIZATION = 'Basic c2VjcmV0OnNlY3JldA==';

let server: RawServer;
let url: string;
const told: string[] = [];

beforeEach(async () => {
  server = await startRawServer(replyWith(response('{"a":1}')));
  url = `http://127.0.0.1:${server.port}/token`;
  told.length = 0;
});
afterEach(() => server.close());

const api = (allowPrivateHosts: readonly string[] = ['127.0.0.1']) =>
  createRemoteApi({ clock, allowPrivateHosts, onFailure: (at, failure) => told.push(`${failure} ${at}`) });

const answering = (status: string, headers: readonly string[], body = '{}'): void => {
  server.reply = replyWith(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${headers.map((line) => `${line}\r\n`).join('')}Content-Length: ${body.length}\r\n\r\n${body}`,
  );
};

describe('a request to a server that an operator registered', () => {
  test('is a GET with the header it is given', async () => {
    expect(await api()(url, { authorization: 'Bearer t' })).toEqual({ status: 200, json: { a: 1 } });
    expect(server.requests[0]).toStartWith('GET /token HTTP/1.1\r\n');
    expect(server.requests[0]).toContain('Authorization: Bearer t\r\n');
    await api()(url);
    expect(server.requests[1]).not.toContain('Authorization');
  });

  test('or the POST of a form', async () => {
    const form = new URLSearchParams({ code: 'a b&c' }).toString();
    const seen: unknown[] = [];
    const listener = Bun.serve({
      hostname: '127.0.0.1',
      port: 0,
      async fetch(request) {
        const { method, headers } = request;
        seen.push([method, headers.get('authorization'), headers.get('content-type'), await request.text()]);
        return Response.json({});
      },
    });
    const asked = await api()(`http://127.0.0.1:${listener.port}/`, { form, authorization: AUTHORIZATION });
    await listener.stop(true);
    expect(asked).toEqual({ status: 200, json: {} });
    expect(seen).toEqual([['POST', AUTHORIZATION, 'application/x-www-form-urlencoded', form]]);
  });

  test.each(['400 Bad Request', '401 Unauthorized', '500 Oops'])('is answered by %s too', async (status) => {
    answering(status, [], '{"error":"invalid_client"}');
    expect(await api()(url)).toEqual({ status: Number.parseInt(status, 10), json: { error: 'invalid_client' } });
  });

  test('follows no redirect: what it carries goes nowhere else', async () => {
    for (const status of ['301 Moved', '302 Found', '307 Temporary', '308 Permanent']) {
      answering(status, [`Location: ${url}/elsewhere`]);
      expect(await api()(url, { authorization: AUTHORIZATION })).toEqual({ failure: 'redirect' });
    }
    expect(server.requests).toHaveLength(4);
  });

  test('takes no other kind of answer, and says which to the log alone', async () => {
    server.reply = replyWith(response('<p>', ['Content-Type: text/html']));
    expect(await api()(url)).toEqual({ failure: 'type' });
    server.reply = replyWith(response('{'));
    expect(await api()(url)).toEqual({ failure: 'json' });
    server.reply = replyWith(response(JSON.stringify('x'.repeat(300_000))));
    expect(await api()(url)).toEqual({ failure: 'size' });
    expect(told).toEqual([`type ${url}`, `json ${url}`, `size ${url}`]);
  });

  test('goes nowhere inside unless the operator says so (S081)', async () => {
    const connections = server.connections();
    for (const target of [url, url.replace('http:', 'https:'), `http://localhost:${server.port}/`])
      expect(await api([])(target)).toHaveProperty('failure');
    expect(server.connections()).toBe(connections);
  });
});
