import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { signInToApp } from '../../harness/app-sign-in.ts';
import type { HttpBrowser, PageResponse } from '../../harness/http-browser.ts';
import { addPerson, alice, bob } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const BYE = 'https://one.example/bye';

let cardea: RunningCardea;
let one: AddedClient;
let two: AddedClient;
let silent: AddedClient;

const callback = (host: string): string => `https://${host}/cb`;

const register = (host: string, words: readonly string[]): Promise<AddedClient> =>
  addClient(cardea, {
    name: host,
    grants: ['authorization_code'],
    redirectUris: [callback(host)],
    scope: 'openid',
    words,
  });

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } });
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
  const bye = ['--post-logout-redirect-uri', BYE];
  one = await register('one.example', ['--frontchannel-logout-uri', 'https://one.example/out?from=here', ...bye]);
  two = await register('two.example', ['--frontchannel-logout-uri', 'https://two.example/out']);
  silent = await register('silent.example', []);
});

afterAll(() => cardea.stop());

const signIn = (client: AddedClient, host: string, more: Partial<Parameters<typeof signInToApp>[1]> = {}) =>
  signInToApp(cardea, { client, redirectUri: callback(host), ...more });

const signOut = (browser: HttpBrowser, parameters: Readonly<Record<string, string>>): Promise<PageResponse> =>
  browser.send(`${cardea.endpoint('logout')}?${new URLSearchParams(parameters)}`);

const framesOf = ({ text }: PageResponse): readonly string[] => {
  const frames: string[] = [];
  new HTMLRewriter()
    .on('iframe', {
      element: (frame) => void frames.push((frame.getAttribute('src') ?? '').replaceAll('&amp;', '&')),
    })
    .transform(text);
  return frames;
};

const directive = ({ headers }: PageResponse, name: string): string | undefined =>
  headers
    .get('content-security-policy')
    ?.split('; ')
    .find((part) => part.startsWith(`${name} `))
    ?.slice(name.length + 1);

const notified = (uri: string, sid: string): string =>
  `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams({ iss: cardea.issuer, sid })}`;

test('the metadata promises it, with sessions (§3)', async () => {
  const response = await fetch(`${cardea.issuer}/.well-known/openid-configuration`);
  const metadata: Readonly<Record<string, unknown>> = await response.json();
  expect(metadata).toMatchObject({
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
  });
});

describe('the page of a sign-out (§2)', () => {
  test('loads the page of every client of the session, tells it issuer and session, and goes on with the state', async () => {
    const { browser, tokens, sid } = await signIn(one, 'one.example');
    await signIn(two, 'two.example', { browser });
    await signIn(silent, 'silent.example', { browser });
    const sent = { id_token_hint: tokens.id_token, post_logout_redirect_uri: BYE, state: 'a b;c' };
    const page = await signOut(browser, sent);
    expect(page.status).toBe(200);
    expect(framesOf(page).toSorted()).toEqual([
      notified('https://one.example/out?from=here', sid),
      notified('https://two.example/out', sid),
    ]);
    expect(directive(page, 'frame-src')?.split(' ').toSorted()).toEqual(['https://one.example', 'https://two.example']);
    const target = `${BYE}?state=a+b%3Bc`;
    expect(page.headers.get('refresh')).toBe(`5; url=${target}`);
    expect(page.text).toContain(`href="${target}"`);
    expect(page.headers.getSetCookie().some((cookie) => cookie.startsWith('cardea_session=;'))).toBe(true);
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(directive(page, 'frame-ancestors')).toBe("'none'");
    expect(directive(page, 'script-src')).toMatch(/^'nonce-[A-Za-z0-9+/=]{22,}'$/);
    expect(page.text).not.toContain(tokens.id_token);
    // A second time nobody is left to be told
    expect((await signOut(browser, sent)).location).toBe(target);
  });

  test('tells of the one session that ended: not of other people, other browsers and clients without a page', async () => {
    const first = await signIn(one, 'one.example');
    const { browser } = first;
    await signIn(two, 'two.example', { browser, person: bob, parameters: { prompt: 'login' } });
    await signIn(two, 'two.example');
    const page = await signOut(browser, { id_token_hint: first.tokens.id_token });
    expect(framesOf(page)).toEqual([notified('https://one.example/out?from=here', first.sid)]);
    expect(directive(page, 'frame-src')).toBe('https://one.example');
    expect(page.headers.get('refresh')).toBe('5; url=/logout?done=yes');
    const other = await signIn(silent, 'silent.example');
    const plain = await signOut(other.browser, { id_token_hint: other.tokens.id_token });
    expect([plain.status, framesOf(plain)]).toEqual([303, []]);
  });

  test('comes after the confirmation too, for all who leave', async () => {
    const first = await signIn(one, 'one.example');
    const { browser } = first;
    const second = await signIn(one, 'one.example', { browser, person: bob, parameters: { prompt: 'login' } });
    const asked = await browser.open('/logout');
    expect(framesOf(asked)).toEqual([]);
    const page = await browser.submit(asked.forms[0], { session: 'all' });
    expect(page.status).toBe(200);
    const uri = 'https://one.example/out?from=here';
    expect(framesOf(page).toSorted()).toEqual([notified(uri, first.sid), notified(uri, second.sid)].toSorted());
    expect((await browser.open('/logout')).text).toContain('id="signed-out"');
  });

  test('knows no client that has been disabled meanwhile, or takes no notice any more', async () => {
    const gone = await register('gone.example', ['--frontchannel-logout-uri', 'https://gone.example/out']);
    const { browser, tokens } = await signIn(gone, 'gone.example');
    await cardea.cli(['clients', 'mod', gone.clientId, '--frontchannel-logout-uri', 'none']);
    const page = await signOut(browser, { id_token_hint: tokens.id_token });
    expect([page.status, framesOf(page)]).toEqual([303, []]);
  });
});
