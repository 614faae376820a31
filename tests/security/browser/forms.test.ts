import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  answerOf,
  authorizationUrl,
  browserAtConsent,
  type Parameters,
  submitConsent,
  submitLogin,
} from '../../harness/authorization.ts';
import { addDevice, browserAtDeviceConsent, startDevice } from '../../harness/devices.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { addPerson, alice, bob } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example/cb';
const HOSTILE = '"><script>alert(1)</script>';

let cardea: RunningCardea;
let clientId: string;
let device: AddedClient;
let ours: Readonly<Record<string, string>>;

const url = (parameters: Parameters = {}): string =>
  authorizationUrl(cardea, {
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope: 'openid',
    prompt: 'consent',
    ...parameters,
  });

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } });
  ours = { origin: cardea.issuer, 'sec-fetch-site': 'same-origin' };
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
  const client = { name: `Web ${HOSTILE}`, grants: ['authorization_code'], redirectUris: [REDIRECT_URI] };
  ({ clientId } = await addClient(cardea, { ...client, scope: 'openid profile' }));
  device = await addDevice(cardea, { name: `Television ${HOSTILE}` });
});

afterAll(() => cardea.stop());

const refusedAs = ({ status, text, location }: PageResponse) => ({
  status,
  error: /data-error="([a-z_]+)"/.exec(text)?.[1],
  location,
});
const CSRF = { status: 403, error: 'form', location: undefined };

/** Each form of the pages, with what a person would put in. */
const forms: Readonly<
  Record<
    string,
    () => Promise<{ browser: HttpBrowser; page: PageResponse; form: number; fields: Record<string, string> }>
  >
> = {
  login: async () => {
    const browser = new HttpBrowser(cardea.issuer);
    return {
      browser,
      page: await browser.open(url()),
      form: 0,
      fields: { username: alice.username, password: alice.password },
    };
  },
  cancel: async () => {
    const browser = new HttpBrowser(cardea.issuer);
    return { browser, page: await browser.open(url()), form: 1, fields: {} };
  },
  consent: async () => ({ ...(await browserAtConsent(cardea, url())), form: 0, fields: { answer: 'allow' } }),
  'a device code': async () => {
    const { verificationUri, userCode } = await startDevice(cardea, device);
    const browser = new HttpBrowser(cardea.issuer);
    return { browser, page: await browser.open(verificationUri), form: 0, fields: { user_code: userCode } };
  },
  'the answer to a device': async () => ({
    ...(await browserAtDeviceConsent(cardea, await startDevice(cardea, device))),
    form: 0,
    fields: { answer: 'allow' },
  }),
  'a second factor that is wished for': async () => {
    const browser = new HttpBrowser(cardea.issuer);
    const login = await browser.open(url({ acr_values: 'urn:cardea:acr:two-factor' }));
    return { browser, page: await submitLogin(browser, login), form: 1, fields: { what: 'later' } };
  },
  'account choice': async () => {
    const { browser } = await browserAtConsent(cardea, url());
    const page = await browser.open(url({ prompt: 'select_account' }));
    return { browser, page, form: 0, fields: { ...page.forms[0]?.buttons[0] } };
  },
};

describe.each(Object.keys(forms))('S102: the form of %s', (name) => {
  const filled = async () => {
    const made = await forms[name]?.();
    if (made === undefined) throw new Error(name);
    return made;
  };

  test('is taken from its own page alone, and changes nothing otherwise', async () => {
    const { browser, page, form, fields } = await filled();
    const send = (changes: Record<string, string>, headers?: Record<string, string>) =>
      browser.submit(page.forms[form], { ...fields, ...changes }, headers);
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { ...ours, origin: 'https://evil.example' },
      { ...ours, 'sec-fetch-site': 'cross-site' },
      { ...ours, 'sec-fetch-site': 'same-site' },
    ]) {
      expect({ headers, ...refusedAs(await send({}, headers)) }).toEqual({ headers, ...CSRF });
    }
    for (const token of [
      '',
      'x',
      page.forms[form]?.fields.token?.replace(/^./, (digit) => (digit === '_' ? '-' : '_')) ?? '',
    ]) {
      expect({ token, ...refusedAs(await send({ token }, ours)) }).toEqual({ token, ...CSRF });
    }
    // None of that ended or changed the flow
    expect((await send({}, ours)).status).toBe(303);
  });

  test('is not taken with the token of another form, flow or browser', async () => {
    const { browser, page, form, fields } = await filled();
    const other = await filled();
    const tokens = [
      other.page.forms[other.form]?.fields.token,
      (await browser.open(url({ prompt: 'login' }))).forms[form === 0 ? 1 : 0]?.fields.token,
    ];
    for (const token of tokens) {
      const response = await browser.submit(page.forms[form], { ...fields, token: token ?? '' });
      expect(refusedAs(response)).toEqual(CSRF);
    }
  });

  test('is not taken from a browser without the cookie', async () => {
    const { page, form, fields } = await filled();
    const response = await new HttpBrowser(cardea.issuer).submit(page.forms[form], fields, ours);
    expect(refusedAs(response)).toEqual(CSRF);
  });

  test('is a form and nothing else', async () => {
    const { browser, page, form, fields } = await filled();
    const { action, fields: hidden } = page.forms[form] ?? { action: '', fields: {} };
    const body = JSON.stringify({ ...hidden, ...fields });
    const headers = { ...ours, 'content-type': 'application/json' };
    expect((await browser.send(action, { method: 'POST', headers, body })).status).toBe(415);
    const plain = { ...ours, 'content-type': 'text/plain' };
    const text = new URLSearchParams({ ...hidden, ...fields }).toString();
    expect((await browser.send(action, { method: 'POST', headers: plain, body: text })).status).toBe(415);
  });
});

describe('S102: hostile text', () => {
  test('in the name of the application, in hints and in the state is shown as text', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    const hostile = { login_hint: HOSTILE, state: HOSTILE, ui_locales: HOSTILE };
    const login = await browser.open(url(hostile));
    const failed = await submitLogin(browser, login, { username: HOSTILE, password: 'x' });
    const consent = await submitLogin(browser, login, alice);
    const choice = await browser.open(url({ ...hostile, prompt: 'select_account' }));
    const { page: answer } = await browserAtDeviceConsent(cardea, await startDevice(cardea, device));
    for (const page of [login, failed, consent, choice, answer]) {
      expect(page.text).toContain('&lt;script&gt;');
      expect(page.text).not.toContain('<script');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(page.headers.get('content-security-policy')).not.toContain('script-src');
    }
    expect([login.status, failed.status, consent.status, choice.status]).toEqual([200, 400, 200, 200]);
  });

  test('in an error is not repeated at all', async () => {
    const browser = new HttpBrowser(cardea.issuer);
    const query = new URLSearchParams({ error: HOSTILE, error_description: 'Call 555-0100', flow: HOSTILE });
    for (const path of [`/error?${query}`, `/login?${query}`, `/consent?${query}`, `/nowhere?${query}`]) {
      const page = await browser.send(path, { headers: { accept: 'text/html' } });
      expect(page.status).toBeGreaterThanOrEqual(400);
      expect(page.text).not.toContain('555-0100');
      expect(page.text).not.toContain('alert(1)');
    }
  });
});

describe('S014: consent', () => {
  test('cannot be widened: what was not asked for is not granted', async () => {
    const { browser, page } = await browserAtConsent(cardea, url());
    const response = await browser.submit(page.forms[0], {
      answer: 'allow',
      shown: 'openid profile email admin:*',
      scope: 'admin:*',
      client_id: 'other',
    });
    expect(answerOf(response).parameters.code).toBeString();
    const [granted] = cardea.logs().match(/admin:\*/g) ?? [];
    expect(granted).toBeUndefined();
    const silent = await browser.open(url({ scope: 'openid profile', prompt: 'none' }));
    expect(answerOf(silent).parameters.error).toBe('consent_required');
  });

  test('is not given for what the page did not show', async () => {
    const { browser, page } = await browserAtConsent(cardea, url({ scope: 'openid profile' }));
    const response = await browser.submit(page.forms[0], { answer: 'allow', shown: 'openid' });
    expect(answerOf(response).parameters.code).toBeString();
    const silent = await browser.open(url({ scope: 'openid profile', prompt: 'none' }));
    expect(answerOf(silent).parameters.error).toBe('consent_required');
  });

  test("of another person's flow is out of reach", async () => {
    const theirs = await browserAtConsent(cardea, url(), bob);
    const mine = await browserAtConsent(cardea, url(), alice);
    const flow = theirs.page.forms[0]?.fields.flow ?? '';
    expect(refusedAs(await mine.browser.submit(mine.page.forms[0], { answer: 'allow', flow }))).toEqual(CSRF);
    expect(refusedAs(await mine.browser.send(`/consent?flow=${flow}`))).toEqual({
      status: 403,
      error: 'other_browser',
      location: undefined,
    });
    expect(answerOf(await submitConsent(theirs.browser, theirs.page)).parameters.code).toBeString();
  });

  test('is given once: the same form again ends in a page', async () => {
    const { browser, page } = await browserAtConsent(cardea, url());
    expect((await submitConsent(browser, page)).status).toBe(303);
    expect(refusedAs(await submitConsent(browser, page))).toEqual({
      status: 400,
      error: 'expired',
      location: undefined,
    });
    expect(refusedAs(await submitConsent(browser, page, 'deny'))).toEqual({
      status: 400,
      error: 'expired',
      location: undefined,
    });
  });

  test('needs a yes or a no', async () => {
    const { browser, page } = await browserAtConsent(cardea, url());
    for (const answer of ['', 'maybe', 'ALLOW'])
      expect((await browser.submit(page.forms[0], { answer })).status).toBe(400);
    expect((await submitConsent(browser, page)).status).toBe(303);
  });

  test('is asked for in two tabs whose tokens both hold', async () => {
    const { browser, page } = await browserAtConsent(cardea, url());
    const tab = await browser.open(page.url);
    expect(tab.forms[0]?.fields.token).toBe(page.forms[0]?.fields.token ?? '');
    expect((await submitConsent(browser, tab)).status).toBe(303);
  });
});
