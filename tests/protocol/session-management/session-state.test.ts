import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createHash } from 'node:crypto';
import { signInToApp } from '../../harness/app-sign-in.ts';
import { answerOf, authorizationUrl } from '../../harness/authorization.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { addPerson, alice, bob } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(30_000);

const REDIRECT_URI = 'https://web.example:8443/cb';
const ORIGIN = 'https://web.example:8443';
const STATE = 'cardea_state';

let cardea: RunningCardea;
let client: AddedClient;

beforeAll(async () => {
  cardea = await startCardea({ env: { CARDEA_LOGIN_BURST: '1000' } });
  await addPerson(cardea, alice);
  await addPerson(cardea, bob);
  client = await addClient(cardea, {
    name: 'Watcher',
    grants: ['authorization_code'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid read',
  });
});

afterAll(() => cardea.stop());

const signIn = (more: Partial<Parameters<typeof signInToApp>[1]> = {}) =>
  signInToApp(cardea, { client, redirectUri: REDIRECT_URI, ...more });

const signOut = (browser: HttpBrowser, hint: string) =>
  browser.send(`${cardea.endpoint('logout')}?${new URLSearchParams({ id_token_hint: hint })}`);

const silently = async (browser: HttpBrowser, changes: Readonly<Record<string, string>> = {}) =>
  answerOf(
    await browser.open(
      authorizationUrl(cardea, {
        client_id: client.clientId,
        redirect_uri: REDIRECT_URI,
        scope: 'openid',
        prompt: 'none',
        ...changes,
      }),
    ),
  ).parameters;

/** What the page of `check_session_iframe` answers to an origin, computed as its script does. */
const verdict = (browser: HttpBrowser, sessionState = '', origin = ORIGIN): 'unchanged' | 'changed' | 'error' => {
  const [digest, salt] = sessionState.split('.');
  const state = browser.cookies.get(STATE);
  if (state === undefined || !digest || !salt) return 'error';
  const text = [client.clientId, origin, state, salt].join(' ');
  return createHash('sha256').update(text).digest('base64url') === digest ? 'unchanged' : 'changed';
};

describe('session_state (Session Management §2) (parity: connect2id)', () => {
  test('comes with an answer that signs a person in, for the origin of the redirect URI, without a space', async () => {
    const { browser, answer } = await signIn();
    expect(answer.session_state).toMatch(/^[\w-]{43}\.[\w-]{22}$/);
    expect(verdict(browser, answer.session_state)).toBe('unchanged');
    expect(verdict(browser, answer.session_state, 'https://web.example')).toBe('changed');
  });

  test('is salted: another one each time, and as good as the one before', async () => {
    const { browser, answer } = await signIn();
    const again = await silently(browser);
    expect(again.session_state).not.toBe(answer.session_state);
    for (const { session_state } of [answer, again]) expect(verdict(browser, session_state)).toBe('unchanged');
  });

  test('does not come with an error, nor where nobody signs in to the client', async () => {
    const { browser } = await signIn();
    expect(await silently(new HttpBrowser(cardea.issuer))).not.toHaveProperty('session_state');
    expect(await silently(browser, { scope: 'read' })).not.toHaveProperty('session_state');
  });
});

describe('what changes it (§3.3)', () => {
  test('a sign-out, after which prompt=none says that nobody is signed in', async () => {
    const { browser, answer, tokens } = await signIn();
    await signOut(browser, tokens.id_token);
    expect(verdict(browser, answer.session_state)).toBe('changed');
    expect((await silently(browser)).error).toBe('login_required');
  });

  test('another person who signs in, and the same one who proves it again', async () => {
    const { browser, answer } = await signIn();
    const again = await signIn({ browser, parameters: { prompt: 'login' } });
    expect(verdict(browser, answer.session_state)).toBe('changed');
    await signIn({ browser, person: bob, parameters: { prompt: 'login' } });
    expect(verdict(browser, again.answer.session_state)).toBe('changed');
    // Several people: without a hint the client is told so, with one it gets its answer
    expect((await silently(browser)).error).toBe('account_selection_required');
    const hinted = await silently(browser, { id_token_hint: again.tokens.id_token });
    expect(verdict(browser, hinted.session_state)).toBe('unchanged');
  });

  test('one of two who leaves: the other goes on with a fresh answer', async () => {
    const first = await signIn();
    const { browser } = first;
    const second = await signIn({ browser, person: bob, parameters: { prompt: 'login' } });
    await signOut(browser, first.tokens.id_token);
    expect(verdict(browser, second.answer.session_state)).toBe('changed');
    const fresh = await silently(browser);
    expect(verdict(browser, fresh.session_state)).toBe('unchanged');
  });

  test('a session that was ended elsewhere is noticed with the next answer', async () => {
    const person = { ...bob, username: 'dora', email: 'dora@people.example' };
    await addPerson(cardea, person);
    const { browser, answer } = await signIn({ person });
    await cardea.cli(['users', 'mod', 'dora', '--lock']);
    expect((await silently(browser)).error).toBe('login_required');
    expect(verdict(browser, answer.session_state)).toBe('changed');
  });
});

describe('the page of check_session_iframe (§3.3)', () => {
  test('is in the metadata, may be framed by anybody, and runs its one script alone', async () => {
    const metadata = await (await fetch(`${cardea.issuer}/.well-known/openid-configuration`)).json();
    const page = await new HttpBrowser(cardea.issuer).open(metadata.check_session_iframe);
    expect(page.status).toBe(200);
    const script = /<script>(.*)<\/script>/s.exec(page.text)?.[1] ?? '';
    const digest = createHash('sha256').update(script).digest('base64');
    expect(page.headers.get('content-security-policy')).toBe(
      `default-src 'none'; script-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page.headers.get('x-frame-options')).toBeNull();
    expect(page.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(page.headers.getSetCookie()).toEqual([]);
  });

  test('every other page stays out of frames', async () => {
    const page = await new HttpBrowser(cardea.issuer).open('/logout');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('x-frame-options')).toBe('DENY');
  });

  test('its cookie reaches no other path', async () => {
    const { browser, tokens } = await signIn();
    const [cookie] = (await signOut(browser, tokens.id_token)).headers
      .getSetCookie()
      .filter((one) => one.startsWith(STATE));
    expect(cookie).toContain(`Path=${new URL(cardea.endpoint('check-session')).pathname};`);
    expect(cookie).not.toContain('HttpOnly');
  });
});
