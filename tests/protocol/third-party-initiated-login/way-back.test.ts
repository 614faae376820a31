import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { authorizationUrl, submitLogin } from '../../harness/authorization.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example/cb';
const START = 'https://web.example/start?tenant=1';

let cardea: RunningCardea;
let web: AddedClient;
let plain: AddedClient;

const register = (name: string, words: readonly string[]): Promise<AddedClient> =>
  addClient(cardea, { name, grants: ['authorization_code'], redirectUris: [REDIRECT_URI], scope: 'openid', words });

beforeAll(async () => {
  cardea = await startCardea();
  await addPerson(cardea, alice);
  web = await register('<b>Web</b>', ['--initiate-login-uri', START]);
  plain = await register('Plain', []);
});

afterAll(() => cardea.stop());

const loginPage = (client: AddedClient): Promise<PageResponse> =>
  new HttpBrowser(cardea.issuer).open(
    authorizationUrl(cardea, { client_id: client.clientId, redirect_uri: REDIRECT_URI, scope: 'openid' }),
  );

const linkOf = ({ text }: PageResponse): string | undefined =>
  /id="error-return" href="([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&');

const expected = (): string => `${START}&${new URLSearchParams({ iss: cardea.issuer })}`;

describe('who comes to a sign-in page too late gets a way back to the application (OpenID Connect Core §4)', () => {
  test('by a bookmark, in another browser', async () => {
    const { url } = await loginPage(web);
    const later = await new HttpBrowser(cardea.issuer).open(url.replace(/flow=[^&]+/, `flow=${'A'.repeat(22)}`));
    expect([later.status, linkOf(later)]).toEqual([400, expected()]);
    expect(later.text).toContain('&lt;b&gt;Web&lt;/b&gt;');
    const elsewhere = await new HttpBrowser(cardea.issuer).open(url);
    expect(linkOf(elsewhere)).toBe(expected());
  });

  test('by sending a form of a flow that has ended', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    const page = await browser.open(
      authorizationUrl(cardea, { client_id: web.clientId, redirect_uri: REDIRECT_URI, scope: 'openid' }),
    );
    const consent = await submitLogin(browser, page);
    await browser.submit(consent.forms[0], { answer: 'deny' });
    const late = await browser.submit(page.forms[0], { username: alice.username, password: alice.password });
    expect([late.status, linkOf(late)]).toEqual([400, expected()]);
  });
});

describe('nobody is led anywhere else', () => {
  test.each([
    ['an unknown client', () => 'nobody'],
    ['a client that registered no place to begin', () => plain.clientId],
    ['two clients', () => `${web.clientId}&client=${web.clientId}`],
    ['an address', () => encodeURIComponent('https://evil.example/')],
    ['a long name', () => 'x'.repeat(300)],
  ])('%s', async (_what, client) => {
    const page = await new HttpBrowser(cardea.issuer).open(`/login?flow=none&client=${client()}`);
    expect([page.status, linkOf(page)]).toEqual([400, undefined]);
    expect(page.text).not.toContain('evil.example');
  });

  test('a client that was switched off', async () => {
    const off = await register('Off', ['--initiate-login-uri', START, '--disable']);
    expect(
      linkOf(await new HttpBrowser(cardea.issuer).open(`/login?flow=none&client=${off.clientId}`)),
    ).toBeUndefined();
  });

  test('a page that has nothing to do with a sign-in', async () => {
    const page = await new HttpBrowser(cardea.issuer).open(`/error?client=${web.clientId}`);
    expect(linkOf(page)).toBeUndefined();
  });
});
