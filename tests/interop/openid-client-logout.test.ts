import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import * as oidc from 'openid-client';
import { type App, createApp } from '../e2e/apps/app.ts';
import { submitConsent, submitLogin } from '../harness/authorization.ts';
import { HttpBrowser } from '../harness/http-browser.ts';
import { addPerson, alice } from '../harness/people.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example/cb';
const BYE = 'https://web.example/bye';

let cardea: RunningCardea;
let app: App;

beforeAll(async () => {
  cardea = await startCardea();
  await addPerson(cardea, alice);
  app = await createApp(cardea, { redirectUri: REDIRECT_URI }, { words: ['--post-logout-redirect-uri', BYE] });
});

afterAll(() => cardea.stop());

/** Signs alice in, as openid-client begins and ends it. */
const signIn = async (browser: HttpBrowser) => {
  const begun = await app.begin();
  const page = await submitLogin(browser, await browser.open(begun.url));
  const answer = page.url.includes('/consent') ? await submitConsent(browser, page) : page;
  return app.finish(begun, new URL(answer.location ?? ''));
};

test('finds the endpoint in the metadata, beside what else tells of a sign-out (RP-Initiated Logout §2.1)', () => {
  const metadata = app.config.serverMetadata();
  expect(metadata.end_session_endpoint).toBe(cardea.endpoint('logout'));
  expect(metadata).toMatchObject({
    check_session_iframe: cardea.endpoint('check-session'),
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
  });
});

test('signs a person out by the URL it builds; what was granted with offline_access goes on', async () => {
  const browser = new HttpBrowser(cardea.issuer);
  const tokens = await signIn(browser);
  const state = oidc.randomState();
  const url = oidc.buildEndSessionUrl(app.config, {
    id_token_hint: tokens.id_token ?? '',
    post_logout_redirect_uri: BYE,
    state,
  });
  const left = await browser.send(url.href);
  expect([left.status, left.location]).toEqual([303, `${BYE}?state=${state}`]);
  expect((await browser.open((await app.begin()).url)).url).toContain('/login');
  // It was granted with offline_access: the person agreed that it goes on while they are away
  const again = await oidc.refreshTokenGrant(app.config, tokens.refresh_token ?? '');
  expect(again.claims()?.sid).toBe(tokens.claims()?.sid);
});

test('signs a person out without an ID token, once they say yes', async () => {
  const browser = new HttpBrowser(cardea.issuer);
  await signIn(browser);
  const url = oidc.buildEndSessionUrl(app.config, { post_logout_redirect_uri: BYE, ui_locales: 'de' });
  const page = await browser.open(url.href);
  expect(page.text).toContain('lang="de"');
  const [form] = page.forms;
  const left = await browser.submit(form, form?.buttons[0]);
  expect([left.status, left.location]).toEqual([303, BYE]);
});
