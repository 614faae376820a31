import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { authorizationUrl, browserAtConsent, submitConsent } from '../../harness/authorization.ts';
import { manage, REDIRECT_URI, register, registered } from '../../harness/dynamic-client.ts';
import { type Person, TestEngine } from '../../harness/engine.ts';
import { aBrowser, answered, asked, granted, pkce } from '../../harness/flow-values.ts';
import { HttpBrowser } from '../../harness/http-browser.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

setDefaultTimeout(60_000);
const DAY_MS = 86_400_000;
const secrets = createSecretWatch();
let cardea: RunningCardea;

beforeAll(async () => {
  cardea = await startCardea({
    env: { CARDEA_DEMO: 'false', CARDEA_REGISTRATION_BURST: '10000', CARDEA_LOGIN_BURST: '1000' },
  });
  await addPerson(cardea, alice);
});

afterAll(() => secrets.stop(cardea));

const consentPage = async (metadata: Readonly<Record<string, unknown>>, redirectUri = REDIRECT_URI) => {
  const client = await registered(cardea, metadata);
  secrets.keep(client.token);
  if (client.secret !== '') secrets.keep(client.secret);
  const url = authorizationUrl(cardea, { client_id: client.id, redirect_uri: redirectUri, scope: 'openid' });
  return { client, url, ...(await browserAtConsent(cardea, url)) };
};

describe('S085: the page that asks for a client that registered itself', () => {
  test('says so, and where the person returns to', async () => {
    const { page } = await consentPage({ client_name: 'Bank' });
    expect(page.text).toContain('id="consent-unknown"');
    expect(page.text).toMatch(/id="consent-returns-to"[^>]*>app\.example</);
    expect(page.text).not.toContain('id="consent-unproven"');
  });

  test('warns where the answer stays on the device, whether the client has a secret or not', async () => {
    const redirectUri = 'http://127.0.0.1:7777/cb';
    for (const method of ['none', 'client_secret_basic']) {
      const metadata = { redirect_uris: [redirectUri], token_endpoint_auth_method: method };
      const { page } = await consentPage(metadata, redirectUri);
      expect(page.text).toContain('id="consent-unproven"');
    }
  });

  test('shows its name as text, isolated, and in the language of the person', async () => {
    const { page, browser, url } = await consentPage({
      client_name: '<b>Bank</b>"\'>',
      'client_name#de': 'Die <i>Bank</i>',
    });
    expect(page.text).not.toContain('<b>Bank');
    expect(page.text).toContain('&lt;b&gt;Bank&lt;/b&gt;');
    const german = await browser.open(url, { headers: { 'accept-language': 'de' } });
    expect((await browser.open(german.url, { headers: { 'accept-language': 'de' } })).text).toContain(
      'Die &lt;i&gt;Bank',
    );
  });

  test('a name that hides what it is, or is too long, never gets there', async () => {
    for (const client_name of ['Bank\u202egpj.exe', 'Ba\u200bnk', 'x'.repeat(10_240), '\u0007', ' Bank'])
      expect((await register(cardea, { redirect_uris: [REDIRECT_URI], client_name })).status).toBe(400);
  });

  test('is never left out, whatever the client says', async () => {
    const { browser, page, url, client } = await consentPage({ consent: 'implicit', prompt: 'none' });
    await submitConsent(browser, page);
    expect((await browser.send(url)).location).toStartWith(REDIRECT_URI);
    await manage(client, 'PUT', { client_id: client.id, redirect_uris: [REDIRECT_URI], client_name: 'Another' });
    expect((await browser.open(url)).url).toContain('/consent');
  });
});

describe('what a client of nobody reaches', () => {
  test('no resource but those that take such clients (S073)', async () => {
    await addResource(cardea, { uri: 'https://closed.example', scope: 'ledger' });
    await addResource(cardea, { uri: 'https://open.example', scope: 'notes', words: ['--self-registered'] });
    const client = await registered(cardea, { token_endpoint_auth_method: 'none' });
    const ask = async (resource: string) => {
      const url = authorizationUrl(cardea, {
        client_id: client.id,
        redirect_uri: REDIRECT_URI,
        scope: 'openid',
        resource,
      });
      const { location = '' } = await new HttpBrowser(cardea.issuer).send(url);
      return new URL(location).searchParams.get('error');
    };
    expect([await ask('https://closed.example'), await ask('https://open.example')]).toEqual(['invalid_target', null]);
  });
});

describe('S085: clients that nobody uses', () => {
  let engine: TestEngine;
  let person: Person;

  beforeAll(async () => {
    engine = await TestEngine.open({ CARDEA_UNUSED_CLIENT_TTL: '30d' });
    person = await engine.addPerson();
  });

  afterAll(() => engine[Symbol.asyncDispose]());

  const add = async () => {
    const information = granted(
      await engine.cardea.registration.register({
        metadata: {
          redirect_uris: [REDIRECT_URI],
          grant_types: ['authorization_code', 'refresh_token'],
          token_endpoint_auth_method: 'none',
        },
        authorization: undefined,
        caller: aBrowser().caller,
      }),
    );
    return { id: String(information.client_id), secret: undefined };
  };
  const exists = async (id: string) => (await engine.cardea.stores.clients.findFresh(id)) !== undefined;
  const after = async (days: number) => {
    engine.clock.advance(days * DAY_MS);
    while ((await engine.cardea.removeUnusedClients()) > 0);
  };
  const request = { redirect_uri: REDIRECT_URI, scope: 'openid' };

  test('are removed with an audit entry; those that somebody lets do something, and those of an operator, stay', async () => {
    const [idle, used, own] = [await add(), await add(), await engine.addClient()];
    await after(29);
    await engine.tokens({ client: used, person, request: { ...request, scope: 'openid offline_access' } });
    expect([await exists(idle.id), await exists(used.id)]).toEqual([true, true]);
    await after(2);
    expect([await exists(idle.id), await exists(used.id), await exists(own.id)]).toEqual([false, true, true]);
    expect(await engine.actions(idle.id)).toEqual(['client.created', 'client.deleted']);
    // 90 days after its sign-in the authorization has ended
    await after(95);
    expect([await exists(used.id), await exists(own.id)]).toEqual([false, true]);
  });

  test('their consents go with them: a later client is asked for anew', async () => {
    const client = await add();
    await engine.code({ client, person, request });
    await after(31);
    expect(await exists(client.id)).toBe(false);
    const consents = await engine.cardea.stores.consents.find(person.id, client.id);
    await engine.cardea.stores.removeExpired({ now: engine.clock.nowMs() / 1000, limit: 1000 });
    expect([consents === undefined, await engine.cardea.stores.consents.find(person.id, client.id)]).toEqual([
      false,
      undefined,
    ]);
  });

  test('a client in use is noted once a day, and keeps its version', async () => {
    const client = await add();
    const tokens = await engine.tokens({ client, person, request: { ...request, scope: 'openid offline_access' } });
    const first = await engine.cardea.stores.clients.findFresh(client.id);
    engine.clock.advance(DAY_MS / 2);
    const next = granted(await engine.refresh(client, tokens.refresh_token));
    expect((await engine.cardea.stores.clients.findFresh(client.id))?.lastUsedAt).toBe(first?.lastUsedAt ?? 0);
    engine.clock.advance(DAY_MS);
    granted(await engine.refresh(client, next.refresh_token));
    const last = await engine.cardea.stores.clients.findFresh(client.id);
    expect([last?.version, (last?.lastUsedAt ?? 0) > (first?.lastUsedAt ?? 0)]).toEqual([first?.version, true]);
  });

  test('a page that is open when the client changes asks again (S084)', async () => {
    const client = await add();
    const browser = aBrowser();
    const { flow } = engine.cardea.engine;
    const values = {
      client_id: client.id,
      response_type: 'code',
      ...request,
      code_challenge: pkce().challenge,
      code_challenge_method: 'S256',
    };
    const start = asked(granted(await engine.begin(values, browser)));
    const shown = granted(await flow.signIn(start.flow.id, browser, person));
    const cookies = { ...browser, sessionHandles: shown.sessionHandles ?? [] };
    const { version } = asked(shown).client;
    await engine.cardea.management.clients.modify({ id: client.id, name: 'Another' }, { kind: 'operator', id: 'test' });
    const again = asked(
      granted(await flow.consent(start.flow.id, cookies, { allowed: ['openid'], clientVersion: version })),
    );
    expect(again.client.name).toBe('Another');
    const answer = { allowed: ['openid'], clientVersion: again.client.version };
    expect(answered(granted(await flow.consent(start.flow.id, cookies, answer)))).toHaveProperty('code');
  });
});
