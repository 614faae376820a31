// Case area AD: the console keeps its tokens, and nobody else's page speaks for its people.
import { afterAll, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { gunzipSync } from 'node:zlib';
import { ensureConsole } from '@cardea/console';
import { addAdministrator, browserAtConsole, callConsole, ofConsole } from '../../harness/console.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { addPerson, alice, bob } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
let cardea: RunningCardea;
let browser: HttpBrowser;

const LIST = 'api/clients.list?input={}';
const clientCount = async (): Promise<number> => JSON.parse((await callConsole(browser, LIST)).text).result.data.length;

beforeAll(async () => {
  await ensureConsole();
  cardea = await startCardea({ env: { CARDEA_DEMO: 'false' } });
  await addAdministrator(cardea, alice);
});
afterAll(() => cardea.stop());

beforeEach(async () => {
  ({ browser } = await browserAtConsole(cardea));
});

describe('the cookie of the console', () => {
  test('holds no token that anybody could read or use, and is for this server alone', async () => {
    const { cookies } = browser;
    const value = cookies.get('cardea_console') ?? '';
    expect(value).toMatch(/^v1\.[A-Za-z0-9_-]+$/);
    expect([...cookies.values()].join()).not.toContain('cda_at');
    const asToken = await fetch(`${cardea.issuer}/admin/trpc/clients.list?input={}`, {
      headers: { authorization: `Bearer ${value}` },
    });
    expect(asToken.status).toBe(401);
    // Nor is it a key to the management for applications
    const beside = await fetch(`${cardea.issuer}/admin/trpc/clients.list?input={}`, {
      headers: { cookie: `cardea_console=${value}`, ...ofConsole },
    });
    expect(beside.status).toBe(401);
  });

  test('is HttpOnly, SameSite=Strict and for every path, and over https __Host- and Secure (RFC 6265bis §4.1.3.2)', async () => {
    const fresh = new HttpBrowser(cardea.issuer);
    fresh.cookies.set('cardea_browser', browser.cookies.get('cardea_browser') ?? '');
    fresh.cookies.set('cardea_session', browser.cookies.get('cardea_session') ?? '');
    const asked = await fresh.send('/admin/sign-in');
    const answered = await fresh.send(asked.location ?? '');
    const back = await fresh.send(answered.location ?? '');
    const set = back.headers.getSetCookie().find((cookie) => cookie.startsWith('cardea_console='));
    expect(set).toMatch(/^cardea_console=v1\.[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
    expect(back.location).toBe(`${cardea.issuer}/admin`);
  });

  test.each(['', 'v1.AAAA', 'cda_at_x', '%00'])('%p in its place is nobody', async (value) => {
    browser.cookies.set('cardea_console', value);
    expect((await callConsole(browser, LIST)).status).toBe(401);
    expect(JSON.parse((await callConsole(browser, 'session')).text)).toEqual({ state: 'signed_out' });
  });
});

describe('requests of others', () => {
  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['without the header of the console', { 'sec-fetch-site': 'same-origin' }],
    ['from another site', { ...ofConsole, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['from a neighbour of the same site', { ...ofConsole, 'sec-fetch-site': 'same-site' }],
    ['from another origin', { 'x-cardea-console': '1', origin: 'https://evil.example' }],
    ['from an opaque origin', { 'x-cardea-console': '1', origin: 'null' }],
  ])('%s are refused, and change nothing', async (_name, headers) => {
    const before = await clientCount();
    const added = await callConsole(browser, 'api/clients.add', { body: { name: 'x' }, headers });
    expect([added.status, JSON.parse(added.text).error]).toEqual([403, 'access_denied']);
    expect((await callConsole(browser, LIST, { headers })).status).toBe(403);
    expect((await callConsole(browser, 'session', { headers })).status).toBe(403);
    expect((await callConsole(browser, 'sign-out', { body: {}, headers })).status).toBe(403);
    expect(await clientCount()).toBe(before);
    expect((await callConsole(browser, LIST)).status).toBe(200);
  });

  test('a POST that says nothing of its origin is refused', async () => {
    const { status } = await callConsole(browser, 'api/clients.add', {
      body: { name: 'x' },
      headers: { 'x-cardea-console': '1' },
    });
    expect(status).toBe(403);
  });

  test('no origin may read an answer', async () => {
    const answered = await callConsole(browser, LIST);
    expect(answered.headers.get('access-control-allow-origin')).toBeNull();
    expect(answered.headers.get('cache-control')).toBe('no-store');
  });
});

describe('the end of a sign-in', () => {
  test('signing out ends it: the cookie that was copied before is good for nothing', async () => {
    const copied = browser.cookies.get('cardea_console') ?? '';
    const out = await callConsole(browser, 'sign-out', { body: {} });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie().join()).toContain('cardea_console=; Path=/; Max-Age=0');
    browser.cookies.set('cardea_console', copied);
    expect((await callConsole(browser, LIST)).status).toBe(401);
  });

  test('a new sign-in ends the one before it on the same browser', async () => {
    const copied = browser.cookies.get('cardea_console') ?? '';
    await browser.open(`${cardea.issuer}/admin/sign-in`);
    expect(browser.cookies.get('cardea_console')).not.toBe(copied);
    expect((await callConsole(browser, LIST)).status).toBe(200);
    browser.cookies.set('cardea_console', copied);
    expect((await callConsole(browser, LIST)).status).toBe(401);
  });

  test('a locked administrator is out at once, and who has lost a role may do nothing', async () => {
    await addAdministrator(cardea, bob, 'admin');
    const { browser: his } = await browserAtConsole(cardea, bob);
    expect((await callConsole(his, LIST)).status).toBe(200);
    await cardea.cli(['users', 'mod', 'bob', '--role', 'none']);
    expect((await callConsole(his, LIST)).status).toBe(403);
    await cardea.cli(['users', 'mod', 'bob', '--role', 'admin']);
    await cardea.cli(['users', 'mod', 'bob', '--lock']);
    const locked = await callConsole(his, LIST);
    expect([locked.status, JSON.parse(locked.text).error]).toEqual([401, 'login_required']);
    const write = await callConsole(his, 'api/clients.add', { body: { name: 'x' } });
    expect(write.status).toBe(401);
  });

  test('a person without a role signs in and manages nothing', async () => {
    const carol = { username: 'carol', email: 'carol@people.example', password: 'nine green bottles on a long wall' };
    await addPerson(cardea, carol);
    const { browser: hers } = await browserAtConsole(cardea, carol);
    expect(JSON.parse((await callConsole(hers, 'session')).text)).toMatchObject({ person: { role: null } });
    expect((await callConsole(hers, LIST)).status).toBe(403);
  });
});

describe('the way to the sign-in and back', () => {
  test('the answer to a sign-in that another browser began is refused (RFC 6749 §10.12)', async () => {
    const attacker = await browser.send('/admin/sign-in');
    const answered = await browser.send(attacker.location ?? '');
    const { browser: victim } = await browserAtConsole(cardea);
    const before = victim.cookies.get('cardea_console');
    const landed = await victim.send(answered.location ?? '');
    expect(landed.status).toBe(400);
    expect(victim.cookies.get('cardea_console')).toBe(before ?? '');
  });

  test('a code counts once, and an altered state or another issuer never', async () => {
    const begun = await browser.send('/admin/sign-in');
    const answered = new URL((await browser.send(begun.location ?? '')).location ?? '');
    for (const [name, value] of [
      ['state', 'v1.AAAA'],
      ['iss', 'https://other.example'],
    ] as const) {
      const altered = new URL(answered);
      altered.searchParams.set(name, value);
      expect((await browser.send(altered.href)).status).toBe(400);
    }
    expect((await browser.send(answered.href)).status).toBe(303);
    expect((await browser.send(answered.href)).status).toBe(400);
  });

  test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'x', '@evil.example'])(
    'it leads nowhere else, %p asked for or not',
    async (to) => {
      const back = await browser.open(`${cardea.issuer}/admin/sign-in?${new URLSearchParams({ to })}`);
      expect(back.url).toBe(`${cardea.issuer}/admin`);
    },
  );

  test('nobody registers, changes or removes the console itself', async () => {
    const change = await callConsole(browser, 'api/clients.modify', {
      body: { id: 'cardea-console', redirectUris: ['https://evil.example/cb'] },
    });
    expect([change.status, change.text]).toEqual([412, expect.stringContaining('client.built_in')]);
    const remove = await callConsole(browser, 'api/clients.remove', { body: { id: 'cardea-console' } });
    expect(remove.status).toBe(412);
    expect((await cardea.cli(['clients', 'rm', 'cardea-console', '--yes'], { exitCodes: [1] })).stderr).toContain(
      'belongs to Cardea itself',
    );
    expect((await callConsole(browser, LIST)).status).toBe(200);
  });
});

test('the page runs no script but its own, stands in no frame, and its files are kept for ever', async () => {
  const page = await new HttpBrowser(cardea.issuer).send('/admin');
  expect(page.headers.get('content-security-policy')).toContain(
    "default-src 'none'; script-src 'self'; style-src 'self'",
  );
  expect(page.headers.get('x-frame-options')).toBe('DENY');
  expect(page.text).not.toMatch(/<script(?![^>]* src=)/);
  const script = /src="([^"]+\.js)"/.exec(page.text)?.[1] ?? '';
  const file = await fetch(cardea.issuer + script, { headers: { 'accept-encoding': 'br' } });
  expect(file.headers.get('cache-control')).toContain('immutable');
  expect(file.headers.get('content-type')).toContain('text/javascript');
  expect((await fetch(`${cardea.issuer}/admin/assets/..%2Fpackage.json`)).status).toBe(404);
});

test('the first load is at most 250 KiB of compressed JavaScript (issue 4 §3)', async () => {
  const page = await new HttpBrowser(cardea.issuer).send('/admin/clients');
  const script = /src="([^"]+\.js)"/.exec(page.text)?.[1] ?? '';
  const preloads = [...page.text.matchAll(/rel="modulepreload" href="([^"]+\.js)"/g)].map(([, href = '']) => href);
  let bytes = 0;
  for (const path of [script, ...preloads]) {
    const file = await fetch(cardea.issuer + path, { headers: { 'accept-encoding': 'gzip' }, decompress: false });
    expect(file.headers.get('content-encoding')).toBe('gzip');
    const body = Buffer.from(await file.arrayBuffer());
    bytes += body.byteLength;
    // Nothing else is asked for before a page needs it
    const imports = [
      ...gunzipSync(body)
        .toString()
        .matchAll(/(?:from|import)"\.\/([^"]+)"/g),
    ].map(([, name = '']) => name);
    for (const name of imports) expect([script, ...preloads].some((known) => known.endsWith(name))).toBe(true);
  }
  expect(bytes).toBeLessThan(250 * 1024);
});
