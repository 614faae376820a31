import { post } from '../../harness/oauth.ts';
import { alice, bob } from '../../harness/people.ts';
import type { RunningCardea } from '../../harness/start-cardea.ts';
import { signIn } from '../browser/sign-in.ts';
import { accountScenes } from './account-scenes.ts';
import { factorScenes } from './factor-scenes.ts';
import { mailScenes } from './mail-scenes.ts';
import type { Parameters, Scene } from './scene.ts';
import { setUpScenes } from './set-up-scenes.ts';
import { upstreamScenes } from './upstream-scenes.ts';

/** Where the application of the scenes gets people back after a sign-out. */
export const POST_LOGOUT_REDIRECT_URI = 'https://notes.example.org/goodbye';

/** Where that application begins a sign-in, and ends its own. It asks each time: what one browser agrees to is not remembered in the next. */
export const TELLS = [
  ...['--consent', 'explicit'],
  ...['--initiate-login-uri', 'https://notes.example.org/start'],
  ...['--frontchannel-logout-uri', 'https://notes.example.org/out'],
] as const;

/** The request of an application that will not see the answer. */
export const authorizationUrl = (cardea: RunningCardea, parameters: Parameters): string =>
  `${cardea.endpoint('authorize')}?${new URLSearchParams({
    response_type: 'code',
    state: 'a-state',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...parameters,
  })}`;

/** The code of a device that has just asked the server for one. */
const deviceCode = async (url: string): Promise<string> => {
  const { origin, searchParams } = new URL(url);
  const reply = await post(`${origin}/api/v1/oauth/device`, {
    client_id: searchParams.get('device') ?? '',
    scope: 'openid profile offline_access',
  });
  return String(reply.json.user_code);
};

export const scenes: Readonly<Record<string, Scene>> = {
  ...setUpScenes,
  'signed-out': async (page, url) => {
    await page.goto(new URL('/logout?done=yes', url()).href);
    await page.waitForSelector('#signed-out');
  },
  login: async (page, url) => {
    await page.goto(url());
  },
  'login-failed': async (page, url) => {
    await page.goto(url());
    await signIn(page, { ...alice, password: 'not the password' });
    await page.waitForSelector('#login-error');
  },
  ...upstreamScenes,
  consent: async (page, url) => {
    await page.goto(url());
    await signIn(page, alice);
    await page.waitForSelector('#consent-allow');
  },
  'consent-stranger': async (page, url) => {
    const { origin } = new URL(url());
    const redirectUri = 'http://127.0.0.1:7777/callback';
    const metadata = {
      client_name: 'Terminal assistant',
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'none',
    };
    const answer = await fetch(`${origin}/api/v1/oauth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(metadata),
    });
    const { client_id }: { client_id: string } = JSON.parse(await answer.text());
    await page.goto(url({ client_id, redirect_uri: redirectUri, scope: 'openid email offline_access' }));
    await page.waitForSelector('#consent-unknown');
  },
  logout: async (page, url) => {
    const { origin, searchParams } = new URL(url());
    const query = new URLSearchParams({
      client_id: searchParams.get('client_id') ?? '',
      post_logout_redirect_uri: POST_LOGOUT_REDIRECT_URI,
    });
    await page.goto(`${origin}/logout?${query}`);
    await page.waitForSelector('#logout-returns-to');
  },
  device: async (page, url) => {
    await page.goto(new URL('/device', url()).href);
    await page.waitForSelector('#device-submit');
  },
  'device-unknown': async (page) => {
    await page.fill('#user_code', 'BBBB-BBBB');
    await page.click('#device-submit');
    await page.waitForSelector('#device-error');
  },
  'device-complete': async (page, url) => {
    await page.goto(new URL(`/device?user_code=${await deviceCode(url())}`, url()).href);
    await page.waitForSelector('#device-submit');
  },
  'device-consent': async (page) => {
    await page.click('#device-submit');
    await page.waitForSelector('#device-code');
  },
  'device-denied': async (page) => {
    await page.click('#consent-deny');
    await page.waitForSelector('#device-denied');
  },
  'device-allowed': async (page, url) => {
    await page.goto(new URL(`/device?user_code=${await deviceCode(url())}`, url()).href);
    await page.click('#device-submit');
    await page.click('#consent-allow');
    await page.waitForSelector('#device-allowed');
  },
  'login-again': async (page, url) => {
    await page.goto(url({ prompt: 'login' }));
    await page.waitForSelector('#login-why');
  },
  'select-account': async (page, url) => {
    await page.goto(url({ prompt: 'select_account' }));
    await page.click('#account-other');
    await signIn(page, bob);
    await page.waitForSelector('#consent-allow');
    await page.goto(url({ prompt: 'select_account' }));
    await page.waitForSelector('#account-2');
  },
  'logout-choice': async (page, url) => {
    await page.goto(new URL('/logout', url()).href);
    await page.waitForSelector('#logout-2');
  },
  'logout-stayed': async (page) => {
    await page.click('#logout-cancel');
    await page.waitForSelector('#still-signed-in');
  },
  'logout-others': async (page, url) => {
    await page.goto(new URL('/logout?done=yes', url()).href);
    await page.waitForSelector('#logout-others');
  },
  'form-post': async (page, url) => {
    // 204: the application has nothing to show, and the page stays
    await page.route('https://notes.example.org/**', (route) => route.fulfill({ status: 204 }));
    await page.goto(url({ prompt: 'none', response_mode: 'form_post' }), { waitUntil: 'commit' });
    await page.waitForSelector('#form-post-submit');
  },
  'error-address': async (page, url) => {
    await page.goto(url({ redirect_uri: 'https://elsewhere.example/callback' }));
    await page.waitForSelector('#error');
  },
  'error-return': async (page, url) => {
    const { origin, searchParams } = new URL(url());
    await page.goto(
      `${origin}/login?${new URLSearchParams({ flow: 'none', client: searchParams.get('client_id') ?? '' })}`,
    );
    await page.waitForSelector('#error-return');
  },
  'error-expired': async (page, url) => {
    await page.goto(new URL('/login?flow=none', url()).href);
    await page.waitForSelector('#error');
  },
  ...accountScenes,
  ...factorScenes,
  'logout-leaving': async (page, url) => {
    // 204: the page stays where it is
    for (const place of ['https://notes.example.org/**', '**/logout?done=yes'])
      await page.route(place, (route) => route.fulfill({ status: 204 }));
    await page.context().clearCookies();
    await page.goto(url());
    await signIn(page, alice);
    await Promise.all([
      page.waitForResponse('https://notes.example.org/callback**'),
      page.click('#consent-allow', { noWaitAfter: true }),
    ]);
    await page.goto(new URL('/logout', url()).href);
    await page.click('#logout-confirm', { noWaitAfter: true });
    await page.waitForSelector('#logout-leaving');
  },
  ...mailScenes,
};
