import { afterAll, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { act, browserAtAccount } from '../../harness/account-pages.ts';
import { addProvider, browserAtProvider, problemOf } from '../../harness/at-provider.ts';
import { authorizationUrl } from '../../harness/authorization.ts';
import { auditAfter, tracesIn } from '../../harness/beside.ts';
import { type FakeProvider, startFakeProvider } from '../../harness/fake-provider.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { addPerson, alice, bob } from '../../harness/people.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);

const REDIRECT_URI = 'https://web.example/cb';

let cardea: RunningCardea;
let provider: FakeProvider;
let clientId: string;

const url = (): string =>
  authorizationUrl(cardea, { client_id: clientId, redirect_uri: REDIRECT_URI, scope: 'openid' });

beforeAll(async () => {
  provider = await startFakeProvider();
  cardea = await startCardea({
    env: {
      CARDEA_ALLOW_PRIVATE_PROVIDER_HOSTS: '127.0.0.1',
      CARDEA_LOGIN_BURST: '1000',
      CARDEA_FRESH_SIGN_IN: '1m',
    },
  });
  await addProvider(cardea, 'work', provider, ['--on-no-match', 'deny']);
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
  const client = { name: 'Web', grants: ['authorization_code'], redirectUris: [REDIRECT_URI], scope: 'openid' };
  ({ clientId } = await addClient(cardea, client));
});

afterAll(async () => {
  await cardea.stop();
  provider[Symbol.dispose]();
});

let count = 0;
beforeEach(() => {
  provider.person = { sub: `subject-${++count}`, email: `me-${count}@provider.example` };
});

/** A person on the page of their links. */
const atLinks = (person = alice) => browserAtAccount(cardea, { person, path: '/links' });

/** Somebody who is on their way to link an account. */
const onTheWay = async (person = alice) => {
  const { browser, page } = await atLinks(person);
  const sent = await act(browser, page, { action: 'link', provider: 'work' });
  return { browser, url: sent.location ?? '' };
};

const link = async (person = alice) => {
  const { browser, url: at } = await onTheWay(person);
  const response = await browser.send(provider.answer(at));
  return { browser, response, page: await browser.follow(response) };
};

const unlink = async (browser: HttpBrowser): Promise<PageResponse> => {
  const page = await browser.open(`${cardea.issuer}/account/links`);
  return browser.follow(await act(browser, page, { action: 'unlink', provider: 'work' }));
};

const linksOf = async ({ username }: { readonly username: string }): Promise<readonly { subject: string }[]> =>
  (await cardea.cli(['users', 'links', username, '--json'])).json();

describe('a person links their account', () => {
  test('signs in with it from then on, and no more once it is unlinked', async () => {
    const before = await browserAtProvider(cardea, url(), 'work');
    expect(problemOf(await before.browser.send(provider.answer(before.url)))).toEqual({
      status: 400,
      problem: 'no_account',
    });

    const { audit } = tracesIn(cardea);
    const { browser, page } = await link();
    expect(page.text).toContain('id="account-notice"');
    expect(page.text).toContain(`me-${count}@provider.example`);
    const linked = await browserAtProvider(cardea, url(), 'work');
    expect((await linked.browser.send(provider.answer(linked.url))).status).toBe(303);

    expect((await unlink(browser)).text).toContain('id="account-notice"');
    expect(await linksOf(alice)).toEqual([]);
    const after = await browserAtProvider(cardea, url(), 'work');
    expect(problemOf(await after.browser.send(provider.answer(after.url))).problem).toBe('no_account');
    const actions = auditAfter(cardea, audit).map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith('identity_link.'))).toEqual([
      'identity_link.created',
      'identity_link.deleted',
    ]);
  });

  test('to one account there, which nobody else here has', async () => {
    await link();
    const stolen = await link(bob);
    expect(problemOf(stolen.response)).toEqual({ status: 400, problem: 'linked_elsewhere' });
    provider.person = { sub: `second-${count}` };
    const { browser, url: at } = await onTheWay(bob);
    expect((await browser.send(provider.answer(at))).status).toBe(303);
    expect(await linksOf(alice)).toMatchObject([{ subject: `subject-${count}` }]);
    for (const person of [alice, bob]) await cardea.cli(['users', 'unlink', person.username, 'work', '--yes']);
  });
});

describe('S100: a stranger', () => {
  test('links nothing to the account of whoever opens their link (login CSRF)', async () => {
    const { browser: mallory, url: at } = await onTheWay(bob);
    const answer = provider.answer(at);
    const { browser: victim } = await atLinks(alice);
    for (const browser of [victim, new HttpBrowser(cardea.issuer)])
      expect(problemOf(await browser.send(answer))).toEqual({ status: 403, problem: 'other_browser' });
    expect(await linksOf(alice)).toEqual([]);
    // And on the same browser: not to whoever signed in there meanwhile
    await mallory.open(`${cardea.issuer}/account/links`);
    mallory.cookies.delete('cardea_session');
    const login = await mallory.open(`${cardea.issuer}/account/links`);
    await mallory.follow(await mallory.submit(login.forms[0], { username: alice.username, password: alice.password }));
    expect(problemOf(await mallory.send(answer))).toEqual({ status: 400, problem: 'expired' });
    expect(await linksOf(alice)).toEqual([]);
    expect(await linksOf(bob)).toEqual([]);
  });

  test('begins no link from another site, nor with the form of another section', async () => {
    const { browser, page } = await atLinks();
    const form = page.forms.find(({ buttons }) => buttons.some((button) => button.do === 'link'));
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
      const response = await browser.submit(form, { do: 'link', provider: 'work' }, headers);
      expect([response.status, response.location]).toEqual([403, undefined]);
    }
    const devices = await browser.open(`${cardea.issuer}/account/devices`);
    const token = devices.forms[0]?.fields.token ?? '';
    expect((await browser.submit(form, { do: 'link', provider: 'work', token })).status).toBe(403);
  });

  test('does not use an answer for a sign-in to link, nor one for a link to sign in', async () => {
    const { browser, url: at } = await browserAtProvider(cardea, url(), 'work');
    await browser.send(provider.answer(at));
    expect(await linksOf(alice)).toEqual([]);
    const { browser: linker, url: linkUrl } = await onTheWay();
    const handle = linker.cookies.get('cardea_session');
    const response = await linker.send(provider.answer(linkUrl));
    expect(response.headers.getSetCookie().join()).not.toContain('cardea_session');
    expect(linker.cookies.get('cardea_session')).toBe(handle ?? '');
    await cardea.cli(['users', 'unlink', alice.username, 'work', '--yes']);
  });
});

describe('the last way to sign in', () => {
  test('stays until there is another one', async () => {
    await cardea.cli(['users', 'add', '--username', `only-${count}`, '--no-password']);
    const { audit } = tracesIn(cardea);
    await cardea.cli(['providers', 'mod', 'work', '--on-no-match', 'create']);
    const arrived = await browserAtProvider(cardea, url(), 'work');
    await arrived.browser.follow(await arrived.browser.send(provider.answer(arrived.url)));
    const refusedPage = await unlink(arrived.browser);
    expect(problemOf(refusedPage)).toEqual({ status: 400, problem: 'last_way' });
    expect(auditAfter(cardea, audit).some(({ action }) => action === 'identity_link.deleted')).toBe(false);
    await cardea.cli(['providers', 'mod', 'work', '--on-no-match', 'deny']);
  });

  test('is not lost to a link that is begun and not finished: declining there changes nothing', async () => {
    const { browser, url: at } = await onTheWay();
    const response = await browser.send(provider.answer(at, { code: undefined, error: 'access_denied' }));
    expect(problemOf(response)).toEqual({ status: 400, problem: 'denied' });
    expect(response.text).toContain('id="links"');
    expect(await linksOf(alice)).toEqual([]);
  });
});
