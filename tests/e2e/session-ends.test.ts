import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import * as oidc from 'openid-client';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { addPerson, alice } from '../harness/people.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { type App, createApp } from './apps/app.ts';
import { startWatchingApp, type WatchingApp } from './apps/watching-app.ts';
import { freshBrowser, startChromium } from './browser/chromium.ts';
import { signIn } from './browser/sign-in.ts';

setDefaultTimeout(40_000);

interface Registered {
  readonly app: App;
  readonly site: WatchingApp;
}

let cardea: RunningCardea;
let chromium: Browser;
let near: Registered;
let far: Registered;
let browser: BrowserContext;
let page: Page;

const register = async (host: '127.0.0.1' | 'localhost'): Promise<Registered> => {
  const site = startWatchingApp(host);
  const words = ['--frontchannel-logout-uri', site.logoutUri, '--post-logout-redirect-uri', site.byeUri];
  return { site, app: await createApp(cardea, site, { name: `Watcher ${host}`, words }) };
};

beforeAll(async () => {
  [cardea, chromium] = await Promise.all([startCardea(), startChromium()]);
  await addPerson(cardea, alice);
  [near, far] = [await register('127.0.0.1'), await register('localhost')];
});

afterAll(async () => {
  await chromium.close();
  for (const { site } of [near, far]) site[Symbol.dispose]();
  await cardea.stop();
});

beforeEach(async () => {
  browser = await freshBrowser(chromium);
  page = await browser.newPage();
});

afterEach(() => browser.close());

/** Signs in as far as the person is asked: the session_state and the ID token that the application gets. */
const signedIn = async ({ app, site }: Registered, tab: Page = page) => {
  const begun = await app.begin();
  await tab.goto(begun.url);
  if (tab.url().includes('/login')) await signIn(tab, alice);
  if (tab.url().includes('/consent')) await tab.click('#consent-allow');
  await tab.waitForURL(`${site.redirectUri}?**`);
  const answer = new URL(tab.url());
  const tokens = await app.finish(begun, answer);
  const claims = tokens.claims();
  return { state: answer.searchParams.get('session_state') ?? '', hint: tokens.id_token ?? '', sid: claims?.sid };
};

const endSessionUrl = ({ app, site }: Registered, hint: string): string =>
  oidc.buildEndSessionUrl(app.config, { id_token_hint: hint, post_logout_redirect_uri: site.byeUri, state: 's' }).href;

const watch = async ({ site }: Registered, tab: Page = page): Promise<void> => {
  await tab.goto(site.watchUrl(cardea.endpoint('check-session')));
};

/** What the frame of the page answers. */
const verdict = (message: unknown, tab: Page = page): Promise<unknown> =>
  tab.evaluate(`new Promise((resolve) => {
    const frame = document.querySelector('iframe').contentWindow;
    addEventListener('message', ({ source, data }) => source === frame && resolve(data), { once: true });
    frame.postMessage(${JSON.stringify(message)}, ${JSON.stringify(cardea.issuer)});
  })`);

describe('an application watches the session in a frame (Session Management §3)', () => {
  test('nothing changed, until the person signs out in another tab; prompt=none says it then', async () => {
    const { state, hint } = await signedIn(near);
    await watch(near);
    const message = `${near.app.client.clientId} ${state}`;
    expect(await verdict(message)).toBe('unchanged');
    expect(await verdict(message)).toBe('unchanged');
    const other = await browser.newPage();
    await other.goto(endSessionUrl(near, hint));
    await other.waitForURL(`${near.site.byeUri}?state=s`);
    expect(await verdict(message)).toBe('changed');
    await page.goto((await near.app.begin({ prompt: 'none' })).url);
    expect(new URL(page.url()).searchParams.get('error')).toBe('login_required');
  });

  test('another application, another origin or another state is no match; what is no question is an error', async () => {
    const { state } = await signedIn(near);
    await watch(near);
    const { clientId } = near.app.client;
    expect(await verdict(`${far.app.client.clientId} ${state}`)).toBe('changed');
    expect(await verdict(`${clientId} ${'A'.repeat(43)}.salt`)).toBe('changed');
    for (const nonsense of [
      '',
      ' ',
      clientId,
      `${clientId} `,
      `${clientId} x`,
      `${clientId} a.b.c`,
      `a b ${state}`,
      { a: 1 },
    ])
      expect(await verdict(nonsense)).toBe('error');
  });

  test('a browser that keeps its cookies from frames of other sites cannot tell, and says so', async () => {
    const { state } = await signedIn(far);
    await watch(far);
    expect(await verdict(`${far.app.client.clientId} ${state}`)).toBe('error');
  });
});

describe('applications end their own sessions in frames (Front-Channel Logout §2)', () => {
  const told = ({ site }: Registered, sid: unknown) => {
    const visits = site.visits.filter(({ url }) => url.pathname === '/out' && url.searchParams.get('sid') === sid);
    return visits.map(({ url, headers }) => [
      url.searchParams.get('app'),
      url.searchParams.get('iss'),
      headers.get('sec-fetch-dest'),
      headers.get('referer'),
    ]);
  };

  test('each is told once, and the person is back where they began', async () => {
    const { hint, sid } = await signedIn(near);
    await signedIn(far);
    await page.goto(endSessionUrl(near, hint));
    await page.waitForURL(`${near.site.byeUri}?state=s`);
    for (const one of [near, far]) expect(told(one, sid)).toEqual([['watching', cardea.issuer, 'iframe', null]]);
  });

  test('without a script too; and where nobody waits for the person, they are told that they are signed out', async () => {
    const { hint, sid } = await signedIn(near);
    const plain = await freshBrowser(chromium, {
      javaScriptEnabled: false,
      storageState: await browser.storageState(),
    });
    const tab = await plain.newPage();
    const { app } = near;
    await tab.goto(oidc.buildEndSessionUrl(app.config, { id_token_hint: hint }).href);
    expect(await tab.isVisible('#logout-leaving')).toBe(true);
    await tab.waitForSelector('#signed-out');
    expect(new URL(tab.url()).pathname).toBe('/logout');
    expect(told(near, sid)).toHaveLength(1);
    await plain.close();
  });

  test('one that does not answer holds nobody up', async () => {
    const { hint } = await signedIn(near);
    await signedIn(far);
    await page.route(`${far.site.origin}/out**`, () => undefined);
    await page.goto(endSessionUrl(near, hint), { waitUntil: 'commit' });
    await page.waitForURL(`${near.site.byeUri}?state=s`);
  });
});
