import { Database } from 'bun:sqlite';
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { join } from 'node:path';
import { authorizationUrl, type Parameters } from '../../harness/authorization.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { addClient, type NewClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

let cardea: RunningCardea;
let web: string;
let webWithTwo: string;
let native: string;

const add = async (client: Partial<NewClient>): Promise<string> =>
  (await addClient(cardea, { name: 'Web', grants: ['authorization_code'], scope: 'openid', ...client })).clientId;

beforeAll(async () => {
  cardea = await startCardea();
  web = await add({ redirectUris: ['https://web.example/cb'] });
  webWithTwo = await add({ redirectUris: ['https://web.example/cb', 'https://web.example/cb2'] });
  native = await add({ redirectUris: ['http://127.0.0.1/cb'], authMethod: 'none', words: ['--native'] });
});

afterAll(() => cardea.stop());

/** Requests and codes that are stored. */
const stored = (): readonly unknown[] => {
  using database = new Database(join(cardea.dataDir, 'cardea.db'), { readonly: true });
  return ['authorization_sessions', 'authorization_codes'].map((table) =>
    database.query(`select count(*) as count from ${table}`).get(),
  );
};

const ask = (parameters: Parameters): Promise<PageResponse> =>
  new HttpBrowser(cardea.issuer).send(authorizationUrl(cardea, { scope: 'openid', ...parameters }));

/** A page for the person, and nothing for anybody else. */
const expectPage = async (parameters: Parameters): Promise<void> => {
  const before = stored();
  const response = await ask(parameters);
  expect({ parameters, status: response.status, location: response.location }).toEqual({
    parameters,
    status: 400,
    location: undefined,
  });
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.text).not.toContain('evil.example');
  expect(stored()).toEqual(before);
};

describe('nothing is sent to a redirect URI that is not registered (RFC 9700 §4.1.3)', () => {
  test('S001: another address, and none where two are registered', async () => {
    await expectPage({ client_id: web, redirect_uri: 'https://evil.example/cb' });
    await expectPage({ client_id: webWithTwo, redirect_uri: undefined });
    await expectPage({ client_id: webWithTwo, redirect_uri: '' });
    await expectPage({ client_id: 'nobody', redirect_uri: 'https://evil.example/cb' });
    await expectPage({ client_id: undefined, redirect_uri: 'https://evil.example/cb' });
  });

  test.each([
    'https://web.example/CB',
    'https://web.example/cb/',
    'https://web.example/cb?x=1',
    'https://web.example/cb#f',
    'https://web.example:443/cb',
    'http://web.example/cb',
    'https://web.example/cb/../evil',
    'https://web.example/%63b',
    ' https://web.example/cb',
    'https://WEB.example/cb',
    'https://web.example.evil.example/cb',
    'https://evil.example/https://web.example/cb',
    'https://web.example@evil.example/cb',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
  ])('S002: %s is not https://web.example/cb', (redirectUri) =>
    expectPage({ client_id: web, redirect_uri: redirectUri }),
  );

  test('S002: two at once are refused', async () => {
    const url = `${authorizationUrl(cardea, { client_id: web, redirect_uri: 'https://web.example/cb' })}&redirect_uri=https%3A%2F%2Fevil.example%2Fcb`;
    const { status, location } = await new HttpBrowser(cardea.issuer).send(url);
    expect([status, location]).toEqual([400, undefined]);
  });

  test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'https://web.example/cb#f', '/cb'])(
    'S002: %s cannot be registered',
    async (redirectUri) => {
      const words = ['clients', 'add', '--name', 'X', '--native', '--redirect-uri', redirectUri];
      const { stderr } = await cardea.cli(words, { exitCodes: [1, 2, 64, 65] });
      expect(stderr).toContain('redirect');
    },
  );

  test('S006: the port of a native loopback address may differ, and nothing else', async () => {
    for (const port of [1, 51234, 65535]) {
      const response = await ask({ client_id: native, redirect_uri: `http://127.0.0.1:${port}/cb` });
      expect(response.status).toBe(303);
    }
    for (const redirectUri of [
      'http://127.0.0.1:51234/other',
      'http://localhost:51234/cb',
      'http://127.0.0.1.evil.example/cb',
      'http://localhost.evil.example/cb',
      'http://127.1/cb',
      'http://127.1:51234/cb',
      'http://[::1]:9/cb',
      'http://127.0.0.1:0/cb',
      'http://127.0.0.1:99999/cb',
      'https://127.0.0.1:51234/cb',
    ]) {
      await expectPage({ client_id: native, redirect_uri: redirectUri });
    }
    await expectPage({ client_id: web, redirect_uri: 'https://web.example:8443/cb' });
  });
});
