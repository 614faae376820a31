import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  answerOf,
  authorizationUrl,
  browserAtConsent,
  type Parameters,
  submitConsent,
} from '../../harness/authorization.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example/cb';
const STATE = 'a "state" & <more>, 100%+ü/?#';

let cardea: RunningCardea;
let clientId: string;

const url = (parameters: Parameters = {}): string =>
  authorizationUrl(cardea, {
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    scope: 'openid',
    state: STATE,
    ...parameters,
  });

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } });
  await addPerson(cardea, alice);
  const client = { name: 'Web', grants: ['authorization_code'], redirectUris: [REDIRECT_URI], scope: 'openid' };
  ({ clientId } = await addClient(cardea, client));
});

afterAll(() => cardea.stop());

/** What each of the answers is got by. */
const answers: Readonly<Record<string, (mode: string) => Promise<PageResponse>>> = {
  success: async (mode) => {
    const { browser, page } = await browserAtConsent(cardea, url({ response_mode: mode, prompt: 'consent' }));
    return submitConsent(browser, page);
  },
  access_denied: async (mode) => {
    const { browser, page } = await browserAtConsent(cardea, url({ response_mode: mode, prompt: 'consent' }));
    return submitConsent(browser, page, 'deny');
  },
  login_required: (mode) => new HttpBrowser(cardea.issuer).open(url({ response_mode: mode, prompt: 'none' })),
  invalid_scope: (mode) => new HttpBrowser(cardea.issuer).open(url({ response_mode: mode, scope: 'openid other' })),
};

const decoded = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const formOf = ({ forms, text }: PageResponse) => {
  const inputs = [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  return {
    target: forms[0]?.action,
    parameters: Object.fromEntries(inputs.map(([, name, value = '']) => [name, decoded(value)])),
  };
};

describe.each(Object.keys(answers))('S007: %s says who answers, and which request (RFC 9207 §2)', (name) => {
  test.each(['query', 'fragment', 'form_post'])('in mode %s', async (mode) => {
    const response = await answers[name]?.(mode);
    if (response === undefined) throw new Error(name);
    const { target, parameters } = mode === 'form_post' ? formOf(response) : answerOf(response);
    expect(target).toBe(REDIRECT_URI);
    expect(parameters).toMatchObject({ iss: cardea.issuer, state: STATE });
    expect(parameters.error).toBe(name === 'success' ? undefined : name);
    expect(parameters.code !== undefined).toBe(name === 'success');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const location = response.location ?? '';
    if (mode !== 'form_post')
      expect([response.status, location.includes(mode === 'query' ? '#' : '?')]).toEqual([303, false]);
  });
});

describe('S010: an answer in a form', () => {
  const HOSTILE = '"><script>x</script><input name="';

  test('escapes what it carries, and runs one script of ours alone', async () => {
    const page = await new HttpBrowser(cardea.issuer).open(
      url({ response_mode: 'form_post', prompt: 'none', state: HOSTILE }),
    );
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<script>x');
    expect(formOf(page)).toMatchObject({ target: REDIRECT_URI, parameters: { state: HOSTILE } });
    const nonce = /<script nonce="([^"]+)">/.exec(page.text)?.[1];
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`script-src 'nonce-${nonce}'`);
    expect(policy).not.toContain('unsafe-inline');
    expect(page.text.match(/<script/g)?.length).toBe(1);
    const again = await new HttpBrowser(cardea.issuer).open(url({ response_mode: 'form_post', prompt: 'none' }));
    expect(again.text).not.toContain(`"${nonce}"`);
  });

  test.each(['web_message', 'form_post.jwt', 'FORM_POST', 'query fragment'])('mode %s is refused', async (mode) => {
    const response = await new HttpBrowser(cardea.issuer).open(url({ response_mode: mode }));
    expect(answerOf(response)).toMatchObject({
      target: REDIRECT_URI,
      parameters: { error: 'invalid_request', state: STATE },
    });
  });
});
