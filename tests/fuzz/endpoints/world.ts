import { browserAtAccount } from '../../harness/account-pages.ts';
import { signInToApp } from '../../harness/app-sign-in.ts';
import { createClientKey, signAssertion } from '../../harness/assertions.ts';
import { addProvider } from '../../harness/at-provider.ts';
import {
  authorizationUrl,
  browserAtConsent,
  type Parameters,
  submitConsent,
  submitLogin,
} from '../../harness/authorization.ts';
import { addAdministrator, browserAtConsole } from '../../harness/console.ts';
import { addDevice, browserAtDeviceConsent, startDevice } from '../../harness/devices.ts';
import { createDpopKey } from '../../harness/dpop.ts';
import { registered } from '../../harness/dynamic-client.ts';
import { startFakeProvider } from '../../harness/fake-provider.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { as, obtainToken, post, send } from '../../harness/oauth.ts';
import { addPerson, alice, bob, type Person } from '../../harness/people.ts';
import { type AddedClient, addClient, addResource } from '../../harness/registrations.ts';
import { createSecretWatch } from '../../harness/secret-watch.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';
import { lastingNames, secretNames, type ValueName } from './values.ts';

const WEB = 'https://web.example/cb';
const SCOPE = 'openid offline_access files';
/** So many requests may name the same credential before the next is made: some count what is wrong. */
const USES = 4;
/** What comes by the thousand from one address. */
const LIMITS = [
  ...['CARDEA_CREDENTIAL_BURST', 'CARDEA_LOGIN_BURST', 'CARDEA_FACTOR_BURST', 'CARDEA_REGISTRATION_BURST'],
  ...[
    'CARDEA_DEVICE_REQUEST_BURST',
    'CARDEA_USER_CODE_BURST',
    'CARDEA_ALL_USER_CODES_BURST',
    'CARDEA_CLIENT_DOCUMENT_BURST',
  ],
];
/** And what does not have to wait long where a thousand are not enough. */
const INTERVALS = LIMITS.map((name) => name.replace('_BURST', '_INTERVAL'));
const env: Readonly<Record<string, string>> = {
  ...Object.fromEntries(LIMITS.map((name) => [name, '1000'])),
  ...Object.fromEntries(INTERVALS.map((name) => [name, '1s'])),
  CARDEA_AUTHORIZE_RATE: '0',
  CARDEA_CORS_ORIGINS: 'https://spa.example',
  CARDEA_DEVICE_INTERVAL: '1s',
  CARDEA_EMAIL_CODES: 'true',
  CARDEA_IDENTITY_ASSERTIONS: 'both',
  CARDEA_ALLOW_PRIVATE_PROVIDER_HOSTS: '127.0.0.1',
  CARDEA_REGISTRATION: 'token',
  CARDEA_SIGN_UP: 'verified_email',
};

export interface Stage {
  readonly browser: HttpBrowser;
  readonly page: PageResponse;
}

/** A server with something of everything, and what it knows. */
export class FuzzWorld implements AsyncDisposable {
  readonly #values = new Map<ValueName, { readonly text: string; uses: number }>();
  readonly #stages = new Map<string, Stage>();
  readonly #watch = createSecretWatch();

  private constructor(
    readonly cardea: RunningCardea,
    readonly procedures: readonly string[],
    private readonly people: { readonly web: AddedClient; readonly strict: AddedClient; readonly tv: AddedClient },
    private readonly mint: Readonly<Record<ValueName, () => Promise<string>>>,
    private readonly provider: Disposable,
  ) {}

  static async open(): Promise<FuzzWorld> {
    const [cardea, provider] = await Promise.all([startCardea({ env }), startFakeProvider()]);
    await addPerson(cardea, alice);
    await addPerson(cardea, bob);
    await addAdministrator(cardea, carol, 'auditor');
    await addProvider(cardea, 'work', provider);
    await addResource(cardea, { uri: 'https://api.example', scope: 'files' });
    await addResource(cardea, { uri: 'https://jwt.example', format: 'jwt', scope: 'files' });
    const app = { redirectUris: [WEB], scope: SCOPE };
    const code = ['authorization_code', 'refresh_token'];
    const [web, strict, tv, key] = [
      await addClient(cardea, {
        ...app,
        name: 'Web',
        grants: [...code, 'client_credentials', 'token-exchange', 'jwt-bearer', 'device_code', 'password', 'session'],
        resources: [cardea.issuer, 'https://api.example', 'https://jwt.example'],
        words: [
          ...['--post-logout-redirect-uri', 'https://web.example/out', '--exchange-target', 'https://api.example'],
          ...['--identity-audience', 'https://away.example client-there files'],
        ],
      }),
      await addClient(cardea, { ...app, name: 'Strict', grants: code, words: ['--factors', 'two_factors'] }),
      await addDevice(cardea),
      await createClientKey('ES256', 'partner'),
    ];
    const keys = Bun.file(`${cardea.dataDir}/partner.json`);
    await keys.write(JSON.stringify({ keys: [key.publicJwk] }));
    const trust = ['--jwks', keys.name ?? '', '--subjects', 'service', '--scope', 'files'];
    await cardea.cli(['issuers', 'add', 'https://ci.example', ...trust]);
    const { json } = await send(`${cardea.issuer}/admin/openapi.json`);
    const procedures = Object.keys(Object(json.paths)).map((path) => path.split('/').at(-1) ?? '');
    const mint = minting(cardea, { web, tv, partner: key });
    return new FuzzWorld(cardea, procedures, { web, strict, tv }, mint, provider);
  }

  /** What a placeholder stands for: another one where it was used up, or often. */
  async value(name: ValueName): Promise<string> {
    const known = this.#values.get(name);
    if (known !== undefined && (lastingNames.has(name) || known.uses++ < USES)) return known.text;
    // Some requests take away what others are made from: then the old one stands for it
    const text = await this.mint[name]().catch(() => known?.text ?? 'gone');
    this.#values.set(name, { text, uses: 0 });
    if (secretNames.has(name) && text.length > 8) this.#watch.keep(text);
    return text;
  }

  /** What was granted may be gone afterwards. */
  forget(names: Iterable<ValueName>): void {
    for (const name of names) if (!lastingNames.has(name)) this.#values.delete(name);
  }

  /** A browser that stands where the forms of an endpoint are. */
  async stage(path: string): Promise<Stage> {
    const known = this.#stages.get(path);
    if (known !== undefined) return known;
    const stage = await this.#lead(path);
    this.#stages.set(path, stage);
    return stage;
  }

  leave(path: string): void {
    this.#stages.delete(path);
  }

  async #lead(path: string): Promise<Stage> {
    const { cardea } = this;
    const url = (parameters: Parameters = {}, client = this.people.web): string =>
      authorizationUrl(cardea, { client_id: client.clientId, redirect_uri: WEB, scope: 'openid', ...parameters });
    const browser = new HttpBrowser(cardea.issuer);
    if (path === '/account/security') {
      const signedIn = await browserAtAccount(cardea);
      return { browser: signedIn.browser, page: await signedIn.browser.open(`${path}?add=app`) };
    }
    if (path.startsWith('/account/')) return browserAtAccount(cardea, { path: path.slice('/account'.length) });
    // One of its own: a form that was sent may have used it up
    if (path === '/link') return { browser, page: await browser.open(`/link?link=${await this.mint.link()}`) };
    if (path === '/consent') return browserAtConsent(cardea, url({ prompt: 'consent' }));
    if (path === '/select-account' || path === '/logout') {
      const signedIn = await browserAtAccount(cardea);
      const to = path === '/logout' ? path : url({ prompt: 'select_account' });
      return { browser: signedIn.browser, page: await signedIn.browser.open(to) };
    }
    if (['/device', '/forgot-password', '/sign-up', '/setup'].includes(path))
      return { browser, page: await browser.open(path) };
    if (path === '/login/setup') {
      const page = await browser.open(url({}, this.people.strict));
      return { browser, page: await submitLogin(browser, page) };
    }
    const page = await browser.open(url());
    if (page.forms.some(({ action }) => new URL(action).pathname === path)) return { browser, page };
    // What the sign-in page only links to
    const flow = new URL(page.url).searchParams.get('flow') ?? '';
    return { browser, page: await browser.open(`${path}?${new URLSearchParams({ flow })}`) };
  }

  /** Throws where a credential or a defect stands in the log (INV6, INV7). */
  async [Symbol.asyncDispose](): Promise<void> {
    this.provider[Symbol.dispose]();
    // A request may have put any of them into its state, which is kept for the answer
    await this.#watch.stop(this.cardea, { looksAtRest: false });
  }
}

/** Looks at everything in the console, and changes nothing. */
const carol: Person = { username: 'carol', email: 'carol@people.example', password: 'three grey cats by the fire' };

const cookiesOf = ({ cookies }: HttpBrowser): string => [...cookies].map((pair) => pair.join('=')).join('; ');

interface Known {
  readonly web: AddedClient;
  readonly tv: AddedClient;
  readonly partner: Awaited<ReturnType<typeof createClientKey>>;
}

/** How each of them is got, as everybody gets it. */
const minting = (
  cardea: RunningCardea,
  { web, tv, partner }: Known,
): Readonly<Record<ValueName, () => Promise<string>>> => {
  const request = { client_id: web.clientId, redirect_uri: WEB, scope: SCOPE };
  const tokens = async () =>
    (await signInToApp(cardea, { client: web, redirectUri: WEB, parameters: { scope: SCOPE } })).tokens;
  const json = async <T>(...words: readonly string[]): Promise<T> => (await cardea.cli([...words, '--json'])).json<T>();
  let initialToken: Promise<string> | undefined;
  const initial = (): Promise<string> => {
    const words = ['registration-tokens', 'add', '--name', 'x', '--uses', 'any'];
    initialToken ??= json<{ initial_access_token: string }>(...words).then((added) => added.initial_access_token);
    return initialToken;
  };
  const ofApp = { user: ['--user', alice.username], scope: ['--scope', 'files'] };
  const dpop = createDpopKey();
  let itself: ReturnType<typeof registered> | undefined;
  const dynamic = async () => registered(cardea, { redirect_uris: ['https://app.example/cb'] }, await initial());
  return {
    clientId: async () => web.clientId,
    secret: async () => web.clientSecret,
    token: async () => (await tokens()).access_token,
    jwt: () => obtainToken(cardea, web, { resource: 'https://jwt.example' }),
    refresh: async () => (await tokens()).refresh_token ?? '',
    idToken: async () => (await tokens()).id_token,
    code: async () => {
      const { browser, page } = await browserAtConsent(
        cardea,
        authorizationUrl(cardea, { ...request, prompt: 'consent' }),
      );
      const answer = await submitConsent(browser, page);
      return new URL(answer.location ?? 'none:').searchParams.get('code') ?? '';
    },
    deviceCode: async () => {
      const started = await startDevice(cardea, tv);
      const { browser, page } = await browserAtDeviceConsent(cardea, started);
      await browser.follow(await submitConsent(browser, page));
      return started.deviceCode;
    },
    userCode: async () => (await startDevice(cardea, tv)).userCode,
    requestUri: async () => {
      const form = Object.fromEntries(new URL(authorizationUrl(cardea, request)).searchParams);
      return String((await post(cardea.endpoint('par'), form, as(web))).json.request_uri);
    },
    registration: async () => {
      itself = dynamic();
      return (await itself).token;
    },
    registeredId: async () => (await (itself ?? dynamic())).id,
    initial,
    link: async () => {
      const { url } = await json<{ url: string }>('users', 'reset-link', bob.username);
      return new URL(url).searchParams.get('link') ?? '';
    },
    username: async () => alice.username,
    password: async () => alice.password,
    appPassword: async () =>
      (
        await json<{ app_password: string }>(
          'auth',
          'add',
          ...ofApp.user,
          '--name',
          'x',
          ...ofApp.scope,
          '--expires',
          '1d',
        )
      ).app_password,
    assertion: () =>
      signAssertion(partner, { clientId: 'https://ci.example', audience: cardea.issuer }, { claims: { sub: 'job' } }),
    proof: async () => (await dpop).proof(cardea.endpoint('token')),
    operator: async () =>
      (await json<{ access_token: string }>('auth', 'add', '--name', 'x', '--scope', 'admin:*', '--expires', '1h'))
        .access_token,
    cookies: async () => cookiesOf((await browserAtAccount(cardea)).browser),
    consoleCookies: async () => cookiesOf((await browserAtConsole(cardea, carol)).browser),
    session: async () => {
      const body = { username: alice.username, password: alice.password };
      const headers = { 'content-type': 'application/json' };
      const reply = await send(`${cardea.issuer}/api/v1/session`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      return String(reply.json.access_token);
    },
  };
};
