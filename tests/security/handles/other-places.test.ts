import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type HandleKind, handlePrefixes } from '@cardea/protocol';
import { signInToApp } from '../../harness/app-sign-in.ts';
import { addProvider, browserAtProvider } from '../../harness/at-provider.ts';
import { authorizationUrl, browserAtConsent, CODE_VERIFIER, submitConsent } from '../../harness/authorization.ts';
import { addDevice, browserAtDeviceConsent, startDevice } from '../../harness/devices.ts';
import { register, registered } from '../../harness/dynamic-client.ts';
import { type FakeProvider, startFakeProvider } from '../../harness/fake-provider.ts';
import type { HttpBrowser, PageResponse } from '../../harness/http-browser.ts';
import { as, basic, bearer, obtainToken, post, type Reply, send } from '../../harness/oauth.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type AddedClient, addClient } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

// Every kind of handle where every other kind belongs: refused, and as good as before in its own place
setDefaultTimeout(60_000);

const REDIRECT_URI = 'https://web.example/cb';
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
const METADATA = { redirect_uris: ['https://app.example/callback'] };

type Answer = Pick<Reply, 'status' | 'headers' | 'text'>;

interface Place {
  readonly present: (text: string) => Promise<Answer>;
  /** Whether what was presented has opened it. */
  readonly opens: (answer: Answer) => boolean;
}

const secrets = createSecretWatch();
let cardea: RunningCardea;
let provider: FakeProvider;
let web: AddedClient;
let device: AddedClient;
/** The id of a client that registered itself, the browser that was sent to a provider, and one that has signed in. */
let registeredUri: string;
let away: { readonly browser: HttpBrowser; readonly url: string };
let signedIn: HttpBrowser;
let handles: Readonly<Record<HandleKind, string>>;

const isOk = ({ status }: Answer): boolean => status === 200;
const hasToken = ({ status, text }: Answer): boolean => status === 200 && text.includes('"access_token"');
const ofPage = ({ status, headers, text }: PageResponse): Answer => ({ status, headers, text });
const token = (form: Readonly<Record<string, string>>, headers = as(web)): Promise<Reply> =>
  post(cardea.endpoint('token'), form, headers);
const leadsTo =
  (path: string) =>
  ({ status, headers }: Answer): boolean =>
    status === 303 && (headers.get('location') ?? '').includes(path);

/** Where each kind belongs. A new kind does not compile until it has its place, and is made below. */
const places: Readonly<Record<HandleKind, Readonly<Record<string, Place>>>> = {
  access_token: {
    userinfo: { present: (text) => send(cardea.endpoint('userinfo'), { headers: bearer(text) }), opens: isOk },
    introspection: {
      present: (text) => post(cardea.endpoint('introspect'), { token: text, token_type_hint: 'access_token' }, as(web)),
      opens: ({ text }) => text.includes('"token_type":"Bearer"'),
    },
    'the session of a program': {
      present: (text) => send(`${cardea.issuer}/api/v1/session`, { headers: { 'x-auth-token': text } }),
      opens: isOk,
    },
    'the subject of an exchange': {
      present: (text) => {
        const subject = { subject_token: text, subject_token_type: 'urn:ietf:params:oauth:token-type:access_token' };
        return token({ grant_type: EXCHANGE, ...subject });
      },
      opens: hasToken,
    },
    'the session that an app password is made in': {
      present: (text) => {
        const { username, password } = alice;
        const wish = { grant_type: 'password', username, password, client_name: 'x', scope: 'files' };
        return token(wish, { ...as(web), 'x-auth-token': text });
      },
      opens: hasToken,
    },
    'the management': {
      present: (text) => send(`${cardea.issuer}/admin/trpc/clients.list`, { headers: bearer(text) }),
      opens: isOk,
    },
  },
  refresh_token: {
    'the refresh grant': {
      present: (text) => token({ grant_type: 'refresh_token', refresh_token: text }),
      opens: hasToken,
    },
    'the subject of an exchange': {
      present: (text) => {
        const subject = { subject_token: text, subject_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' };
        return token({ grant_type: EXCHANGE, ...subject });
      },
      opens: hasToken,
    },
  },
  authorization_code: {
    'the code grant': {
      present: (code) =>
        token({
          grant_type: 'authorization_code',
          code,
          redirect_uri: REDIRECT_URI,
          code_verifier: CODE_VERIFIER,
        }),
      opens: hasToken,
    },
  },
  device_code: {
    'the device grant': {
      present: (text) => token({ grant_type: DEVICE, device_code: text, client_id: device.clientId }, {}),
      opens: hasToken,
    },
  },
  client_secret: {
    'Basic authentication': {
      present: (text) => post(cardea.endpoint('introspect'), { token: 'x' }, basic(web.clientId, text)),
      opens: isOk,
    },
  },
  browser_session: {
    'the cookie of a browser': {
      present: (text) => {
        const kept = [...signedIn.cookies].map(([name, value]) => [name, name.includes('session') ? text : value]);
        const cookie = kept.map((pair) => pair.join('=')).join('; ');
        return send(`${cardea.issuer}/account/profile`, { headers: { cookie } });
      },
      opens: isOk,
    },
  },
  pushed_request: {
    request_uri: {
      present: (text) => {
        const query = { client_id: web.clientId, request_uri: `urn:ietf:params:oauth:request_uri:${text}` };
        return send(`${cardea.endpoint('authorize')}?${new URLSearchParams(query)}`);
      },
      opens: leadsTo('/login'),
    },
  },
  one_time_link: {
    'the page of links': {
      present: (link) => send(`${cardea.issuer}/link?${new URLSearchParams({ link })}`),
      opens: isOk,
    },
  },
  registration_token: {
    'the registration of a client': { present: (text) => send(registeredUri, { headers: bearer(text) }), opens: isOk },
  },
  initial_access_token: {
    registration: { present: (text) => register(cardea, METADATA, text), opens: ({ status }) => status === 201 },
  },
  upstream_state: {
    'the way back from a provider': {
      present: async (state) => ofPage(await away.browser.send(provider.answer(away.url, { state }))),
      opens: leadsTo('/'),
    },
  },
};

const kinds = Object.keys(handlePrefixes) as HandleKind[];
const all = Object.entries(places).flatMap(([kind, own]) =>
  Object.entries(own).map(([name, place]) => ({ kind, name, place })),
);

beforeAll(async () => {
  const env = {
    CARDEA_CREDENTIAL_BURST: '100000',
    CARDEA_LOGIN_BURST: '10000',
    CARDEA_REGISTRATION: 'token',
    CARDEA_ALLOW_PRIVATE_PROVIDER_HOSTS: '127.0.0.1',
    CARDEA_DEVICE_INTERVAL: '1s',
  };
  [cardea, provider] = [await startCardea({ env }), await startFakeProvider()];
  await addPerson(cardea, alice);
  await addProvider(cardea, 'work', provider);
  const words = ['--exchange-target', cardea.issuer];
  web = await addClient(cardea, {
    name: 'Web',
    grants: ['authorization_code', 'refresh_token', 'client_credentials', 'token-exchange', 'password'],
    redirectUris: [REDIRECT_URI],
    scope: 'openid offline_access files',
    words,
  });
  device = await addDevice(cardea);
  handles = await mint();
  for (const handle of Object.values(handles)) secrets.keep(handle);
});

afterAll(async () => {
  provider?.[Symbol.dispose]();
  await secrets.stop(cardea);
});

/** One live handle of each kind, got as everybody gets it. */
const mint = async (): Promise<Readonly<Record<HandleKind, string>>> => {
  const request = { client_id: web.clientId, redirect_uri: REDIRECT_URI };
  const scope = 'openid offline_access';
  const app = await signInToApp(cardea, { client: web, redirectUri: REDIRECT_URI, parameters: { scope } });
  signedIn = app.browser;
  const { browser, page } = await browserAtConsent(
    cardea,
    authorizationUrl(cardea, { ...request, scope: 'openid', prompt: 'consent' }),
  );
  const code = new URL((await submitConsent(browser, page)).location ?? '').searchParams.get('code') ?? '';
  const asked = await startDevice(cardea, device);
  const atDevice = await browserAtDeviceConsent(cardea, asked);
  await atDevice.browser.follow(await submitConsent(atDevice.browser, atDevice.page));
  const form = Object.fromEntries(new URL(authorizationUrl(cardea, { ...request, scope: 'openid' })).searchParams);
  const pushed = await post(cardea.endpoint('par'), form, as(web));
  const link = (await cardea.cli(['users', 'reset-link', alice.username, '--json'])).json<{ url: string }>();
  const initial = async () => {
    const added = await cardea.cli(['registration-tokens', 'add', '--name', 'x', '--json']);
    return added.json<{ initial_access_token: string }>().initial_access_token;
  };
  const itself = await registered(cardea, METADATA, await initial());
  registeredUri = itself.uri;
  away = await browserAtProvider(cardea, authorizationUrl(cardea, { ...request, scope: 'openid' }), 'work');
  return {
    access_token: app.tokens.access_token,
    refresh_token: app.tokens.refresh_token ?? '',
    authorization_code: code,
    device_code: asked.deviceCode,
    client_secret: web.clientSecret,
    browser_session: [...signedIn.cookies].find(([name]) => name.includes('session'))?.[1] ?? '',
    pushed_request: String(pushed.json.request_uri).split(':').at(-1) ?? '',
    one_time_link: new URL(link.url).searchParams.get('link') ?? '',
    registration_token: itself.token,
    initial_access_token: await initial(),
    upstream_state: new URL(away.url).searchParams.get('state') ?? '',
  };
};

test('there is one of each kind, and each has the prefix of its kind', () => {
  for (const kind of kinds) expect(handles[kind]).toStartWith(handlePrefixes[kind]);
});

describe.each(all)('$name, where $kind belongs', ({ kind, name, place }) => {
  const others = kinds.filter((one) => one !== kind);
  test.each(others)('does not open to %s', async (other) => {
    const answer = await place.present(handles[other]);
    expect([name, other, answer.status, place.opens(answer)]).toEqual([name, other, answer.status, false]);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toContain(handles[other].slice(29));
  });
});

/** Some places ask for more than a handle: a right, or a token of their own. */
const shut = ['the management', 'the session of a program'];

test('afterwards each is as good as before in its own place: nothing was used up, and nothing ended', async () => {
  const opened: Record<string, boolean> = {};
  for (const { kind, name, place } of all) {
    if (shut.includes(name)) continue;
    opened[`${kind} at ${name}`] = place.opens(await place.present(handles[kind as HandleKind]));
  }
  expect(opened).toEqual(Object.fromEntries(Object.keys(opened).map((one) => [one, true])));
  expect(await obtainToken(cardea, web)).toStartWith(handlePrefixes.access_token);
});
