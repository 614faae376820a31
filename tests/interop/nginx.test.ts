import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { request } from 'node:https';
import { freePort } from '../harness/free-port.ts';
import { basic } from '../harness/oauth.ts';
import { type AddedClient, addClient } from '../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { startNginx } from './peers/nginx.ts';

setDefaultTimeout(60_000);

const port = freePort();
const ISSUER = `https://localhost:${port}`;

let cardea: RunningCardea;
let nginx: Awaited<ReturnType<typeof startNginx>>;
let client: AddedClient;

beforeAll(async () => {
  cardea = await startCardea({
    env: { CARDEA_ISSUER: ISSUER, CARDEA_TRUSTED_PROXIES: '127.0.0.1', CARDEA_CREDENTIAL_BURST: '5' },
  });
  nginx = await startNginx({ port, behind: cardea.port });
  client = await addClient(cardea, { name: 'service', scope: 'a' });
});

afterAll(async () => {
  await nginx.stop();
  await cardea.stop();
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

interface Sent {
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The address of this machine that the caller has: each of 127/8 is one. */
  readonly from?: string;
}

const send = ({ path, method = 'GET', body, headers = {}, from = '127.0.0.1' }: Sent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, ISSUER),
      { method, headers: { ...headers }, localAddress: from, ca: nginx.certificate, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });

const requestToken = (secret: string, more: Partial<Sent> = {}) =>
  send({
    path: '/api/v1/oauth/token',
    method: 'POST',
    body: 'grant_type=client_credentials',
    ...more,
    headers: {
      ...basic(client.clientId, secret),
      'content-type': 'application/x-www-form-urlencoded',
      ...more.headers,
    },
  });

describe("behind Debian's nginx, configured as the guide says", () => {
  test('discovery names the https issuer, and tokens are issued', async () => {
    const { status, text } = await send({ path: '/.well-known/oauth-authorization-server' });
    expect([status, JSON.parse(text).issuer, JSON.parse(text).token_endpoint]).toEqual([
      200,
      ISSUER,
      `${ISSUER}/api/v1/oauth/token`,
    ]);
    const granted = await requestToken(client.clientSecret);
    expect([granted.status, JSON.parse(granted.text).token_type]).toEqual([200, 'Bearer']);
  });

  test('cookies are for https alone', async () => {
    const { status, headers } = await send({ path: '/account' });
    expect(status).toBeLessThan(400);
    const cookies = [headers['set-cookie'] ?? []].flat();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/^__Host-[^;]+;.*Secure/);
  });

  test('the caller is the one that nginx saw, whatever the caller says of itself', async () => {
    const granted = await requestToken(client.clientSecret, {
      from: '127.0.0.7',
      headers: { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9' },
    });
    expect(granted.status).toBe(200);
    const { stdout } = await cardea.cli(['audit', 'ls', '--json', '--limit', '3']);
    expect(stdout).toContain('127.0.0.7');
    expect(stdout).not.toContain('203.0.113.9');
  });

  test('who guesses secrets is turned away, and others behind the same nginx are not', async () => {
    const guess = () => requestToken('wrong', { from: '127.0.0.9' });
    let last = await guess();
    for (let tries = 0; last.status === 401 && tries < 20; tries++) last = await guess();
    expect([last.status, Number(last.headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect((await requestToken(client.clientSecret, { from: '127.0.0.10' })).status).toBe(200);
  });

  test('a body that is too long is refused in the shape of the protocol', async () => {
    const { status, text } = await requestToken(client.clientSecret, { body: `x=${'a'.repeat(100_000)}` });
    expect([status, text]).toEqual([413, expect.stringContaining('invalid_request')]);
  });
});
