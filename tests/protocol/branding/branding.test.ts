import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorizationUrl, browserAtConsent } from '../../harness/authorization.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { pngOf } from '../../harness/png.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example/cb';
const LOGO = pngOf({ width: 120, height: 40, colour: [40, 60, 160] });
const SIGN = pngOf({ width: 40, height: 40, colour: [160, 60, 40] });

let cardea: RunningCardea;
let folder: string;
let web: AddedClient;
let shop: AddedClient;

const brand = (...words: readonly string[]) => cardea.cli(['branding', 'set', ...words]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cardea-logos-'));
  await Promise.all([writeFile(join(folder, 'logo.png'), LOGO), writeFile(join(folder, 'sign.png'), SIGN)]);
  cardea = await startCardea();
  await addPerson(cardea, alice);
  const settings = { grants: ['authorization_code'], redirectUris: [REDIRECT_URI], scope: 'openid' };
  web = await addClient(cardea, {
    ...settings,
    name: 'Web',
    words: [
      ...['--logo-uri', 'https://tracker.example/logo.png', '--policy-uri', 'https://web.example/privacy'],
      ...['--tos-uri', 'https://legal.example/terms', '--client-uri', 'https://web.example/about'],
    ],
  });
  shop = await addClient(cardea, { ...settings, name: 'Shop' });
  await brand(
    ...['--name', '<b>Example</b>', '--accent', '#ffe000', '--logo', join(folder, 'logo.png')],
    ...['--sign-in-text', 'Welcome <script>alert(1)</script>', '--terms-url', 'https://id.example/terms'],
    ...['--privacy-url', 'https://id.example/privacy', '--help-url', 'https://id.example/help'],
  );
  await brand('--sign-in-text', 'Willkommen', '--language', 'de');
  await brand(
    '--client',
    shop.clientId,
    '--accent',
    '#aa3388',
    '--logo',
    join(folder, 'sign.png'),
    '--name',
    'The Shop',
  );
});

afterAll(async () => {
  await cardea.stop();
  await rm(folder, { recursive: true, force: true });
});

const urlOf = ({ clientId }: AddedClient, locale?: string): string =>
  authorizationUrl(cardea, {
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope: 'openid',
    ui_locales: locale,
  });

const loginPage = (client: AddedClient, locale?: string): Promise<PageResponse> =>
  new HttpBrowser(cardea.issuer).open(urlOf(client, locale));

const attribute = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
const logoOf = ({ text }: PageResponse): string => attribute(text, /id="brand-logo" src="([^"]*)"/);
const accentOf = ({ text }: PageResponse): string => attribute(text, /href="([^"]*accent\.css[^"]*)"/);
const open = (path: string): Promise<Response> => fetch(new URL(path, cardea.issuer));

describe('what an administrator chose is on the pages', () => {
  test('name, logo, text and links, and nothing of it is code', async () => {
    const page = await loginPage(web);
    expect(page.text).toContain('– &lt;b&gt;Example&lt;/b&gt;</title>');
    expect(page.text).toContain('Welcome &lt;script&gt;alert(1)&lt;/script&gt;');
    for (const name of ['terms', 'privacy', 'help'])
      expect(page.text).toContain(`id="brand-${name}" href="https://id.example/${name}"`);
    // The host of the address bar stays beside a name that anybody could choose
    expect(page.text).toContain(new URL(cardea.issuer).host);
    expect(page.headers.get('content-security-policy')).toContain("style-src 'self'; img-src 'self' data:");
  });

  test('a text in the language of the page goes before the one for all', async () => {
    const page = await loginPage(web, 'de');
    expect(page.text).toContain('Willkommen');
    expect(page.text).not.toContain('alert(1)');
    expect((await loginPage(web, 'fr')).text).toContain('alert(1)');
  });

  test('on errors, after a sign-out, on the page of devices and on those of the account too', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    const pages = [await browser.open('/error'), await browser.open('/logout?done=yes'), await browser.open('/device')];
    const { browser: signedIn } = await browserAtConsent(cardea, urlOf(shop));
    pages.push(await signedIn.open('/account'));
    for (const page of pages) {
      expect([page.url, logoOf(page)]).toEqual([page.url, expect.stringContaining('/assets/logo?of=&on=light&v=')]);
      expect(accentOf(page)).toContain('colour=ffe000');
      expect(page.text).toContain('id="brand-help"');
    }
  });

  test('in the flows of a client, what was chosen for it; the rest as the issuer has it', async () => {
    const { page: consent } = await browserAtConsent(cardea, urlOf(shop));
    for (const page of [await loginPage(shop), consent]) {
      expect(logoOf(page)).toContain(`of=${shop.clientId}`);
      expect(accentOf(page)).toContain('colour=aa3388');
      expect(page.text).toContain('– The Shop</title>');
      expect(page.text).toContain('id="brand-help" href="https://id.example/help"');
    }
    expect(logoOf(await loginPage(web))).toContain('of=&');
  });
});

describe('what an application says of itself', () => {
  test('is on the sign-in page with its host, and nothing is loaded from there (OpenID Connect Registration §2)', async () => {
    const { text } = await loginPage(web);
    expect(text).toContain('id="login-client-policy" href="https://web.example/privacy"');
    expect(text).toContain('id="login-client-terms" href="https://legal.example/terms"');
    expect(text).toContain('(legal.example)');
    expect(text).toContain('id="login-client-home" href="https://web.example/about"');
    expect(text).not.toContain('tracker.example');
    expect((await loginPage(shop)).text).not.toContain('login-client');
  });
});

describe('what the pages load', () => {
  test('is a picture as it was uploaded, of its own type, kept for ever and nothing else', async () => {
    const answer = await open(logoOf(await loginPage(web)));
    expect(Buffer.from(await answer.arrayBuffer()).equals(LOGO)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    });
  });

  test.each(['?of=&on=light&v=x', '?of=&on=dark', '', '?of=nobody&on=light&v=x', '?of=&of=&on=light'])(
    'is no picture at /assets/logo%s',
    async (query) => {
      const answer = await open(`/assets/logo${query}`);
      expect([400, 404]).toContain(answer.status);
      expect(answer.headers.get('content-type')).toStartWith('text/html');
    },
  );

  test('is a style sheet that says nothing but colours', async () => {
    const answer = await open(accentOf(await loginPage(web)));
    expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await answer.text()).toMatch(/^[:a-z@(){}\-\s;#\d"[\]=]+$/);
  });

  test.each(['red', '3b5bd', '3b5bdb;}', 'FFFFFF', ''])('is no style sheet of the colour %j', async (colour) => {
    const answer = await open(`/assets/accent.css?${new URLSearchParams({ colour })}`);
    expect(answer.status).toBe(404);
  });

  test('changes its address with each change, and an old picture is gone', async () => {
    const old = logoOf(await loginPage(shop));
    await brand('--client', shop.clientId, '--logo', join(folder, 'logo.png'));
    const now = logoOf(await loginPage(shop));
    expect(now).not.toBe(old);
    expect([(await open(old)).status, (await open(now)).status]).toEqual([404, 200]);
  });
});
