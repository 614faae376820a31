// A client as the certification suite is one: it registers itself, sends plain requests without PKCE, and looks at everything that comes back.
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { answerOf, submitConsent, submitLogin } from '../../harness/authorization.ts';
import { type Metadata, type Registered, registered } from '../../harness/dynamic-client.ts';
import { HttpBrowser, type PageResponse } from '../../harness/http-browser.ts';
import { basic, post, type Reply, send } from '../../harness/oauth.ts';
import { addPerson, alice } from '../../harness/people.ts';
import { type RunningCardea, startCardea } from '../../harness/start-cardea.ts';

export const CALLBACK = 'https://suite.example/test/a/cardea/callback';

/** The claims that the suite's person has: all of every scope. */
const CLAIMS = [
  ...['given_name=Alice', 'family_name=Example', 'middle_name=B', 'nickname=Al', 'gender=female'],
  ...['profile=https://alice.example', 'picture=https://alice.example/me.png', 'website=https://alice.example/home'],
  ...[
    'birthdate=2000-02-29',
    'zoneinfo=Europe/Zurich',
    'locale=de-CH',
    'phone_number=+41441234567',
    'phone_number_verified=true',
  ],
  ...['address.street_address=Bahnhofstrasse 1', 'address.locality=Zürich', 'address.postal_code=8001'],
  'address.country=CH',
];

/** A server as one that is certified is set up. */
export const startForSuite = async (env: Readonly<Record<string, string>> = {}): Promise<RunningCardea> => {
  const cardea = await startCardea({
    env: {
      CARDEA_PROFILE: 'oidc',
      CARDEA_SIGNING_ALGORITHMS: 'ES256,RS256,EdDSA',
      CARDEA_REGISTRATION: 'open',
      CARDEA_REGISTRATION_BURST: '10000',
      CARDEA_LOGIN_BURST: '1000',
      ...env,
    },
  });
  await addPerson(cardea, alice);
  const claims = CLAIMS.flatMap((claim) => ['--claim', claim]);
  await cardea.cli(['users', 'mod', alice.username, '--name', 'Alice Example', ...claims]);
  return cardea;
};

export const publishedKeys = async ({ issuer }: RunningCardea): Promise<JSONWebKeySet> =>
  JSON.parse((await send(`${issuer}/.well-known/jwks.json`)).text);

export type Values = Readonly<Record<string, string | undefined>>;

const defined = (values: Values): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

export class Suite {
  readonly cardea: RunningCardea;
  readonly client: Registered;
  readonly browser: HttpBrowser;

  constructor(cardea: RunningCardea, client: Registered) {
    this.cardea = cardea;
    this.client = client;
    this.browser = new HttpBrowser(cardea.issuer);
  }

  /** A client of its own, and a browser without cookies. */
  static async open(cardea: RunningCardea, metadata: Metadata = {}): Promise<Suite> {
    const client = await registered(cardea, { redirect_uris: [CALLBACK], client_name: 'Suite', ...metadata });
    return new Suite(cardea, client);
  }

  url(values: Values = {}): string {
    const all = defined({
      client_id: this.client.id,
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'openid',
      state: 'a-state',
      nonce: 'a-nonce',
      ...values,
    });
    return `${this.cardea.endpoint('authorize')}?${new URLSearchParams(all)}`;
  }

  /** What the browser shows, or where it is sent. */
  open(values: Values = {}): Promise<PageResponse> {
    return this.browser.open(this.url(values));
  }

  /** Does whatever the pages ask for, until there is an answer. */
  async finish(first: PageResponse): Promise<PageResponse> {
    let page = first;
    if (/\/login(\?|$)/.test(page.url) && page.location === undefined) page = await submitLogin(this.browser, page);
    if (page.url.includes('/consent') && page.location === undefined) page = await submitConsent(this.browser, page);
    return this.browser.follow(page);
  }

  /** The parameters of the answer to a request, with everything done that is asked for. */
  async answer(values: Values = {}): Promise<Readonly<Record<string, string>>> {
    return answerOf(await this.finish(await this.open(values))).parameters;
  }

  redeem(code: string | undefined, values: Values = {}): Promise<Reply> {
    const form = defined({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...values });
    return post(this.cardea.endpoint('token'), form, basic(this.client.id, this.client.secret));
  }

  /** A whole sign-in: what the token endpoint answers. */
  async tokens(values: Values = {}): Promise<Readonly<Record<string, unknown>>> {
    const { code } = await this.answer(values);
    const { status, json, text } = await this.redeem(code);
    if (status !== 200) throw new Error(`no tokens: ${status} ${text}`);
    return json;
  }

  async idToken(token: unknown): Promise<{ readonly claims: JWTPayload; readonly algorithm: string | undefined }> {
    const keys = createLocalJWKSet(await publishedKeys(this.cardea));
    const options = { issuer: this.cardea.issuer, audience: this.client.id };
    const { payload } = await jwtVerify(String(token), keys, options);
    return { claims: payload, algorithm: decodeProtectedHeader(String(token)).alg };
  }

  userinfo(token: unknown): Promise<Reply> {
    return send(this.cardea.endpoint('userinfo'), { headers: { authorization: `Bearer ${token}` } });
  }
}
