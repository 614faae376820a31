import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Account,
  AuthorizationServer,
  Browser,
  ClientRequest,
  FlowOutcome,
  FreshVisitor,
  Management,
  NewAccount,
  Visitor,
} from '@cardea/core';
import { generateMasterKey } from '@cardea/crypto';
import { isRefusal, type Refusal } from '@cardea/protocol';
import { areProblems, type Cardea, compose, createLogger, formatProblem, loadSettings } from '@cardea/server';
import { type FakeClock, fakeClock } from '@cardea/testkit';
import { aBrowser, answered, granted, isStep, parametersOf, pkce, type Values } from './flow-values.ts';
import { totpCode } from './totp.ts';

export const ISSUER = 'http://127.0.0.1:9';
const TOTP_PERIOD_MS = 30_000;
export const STARTED_AT_SECONDS = 1_800_000_000;
export const CALLBACK = 'https://web.example/cb';
const OPERATOR = { kind: 'operator', id: 'test' } as const;

type NewClient = Partial<Parameters<Management['clients']['add']>[0]>;
export type TokenResponse = Exclude<Awaited<ReturnType<AuthorizationServer['token']>>, Refusal>;

type PushedResponse = Exclude<Awaited<ReturnType<AuthorizationServer['pushRequest']>>, Refusal>;

export interface RegisteredClient {
  readonly id: string;
  /** Undefined for a public one. */
  readonly secret: string | undefined;
}

export interface Person {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  /** Of the authenticator app, where the person has one. */
  readonly totpSecret?: string | undefined;
}

/** Who asks, for whom, and what else the request says; the challenge and a redirect URI are added. */
export interface SignIn {
  readonly client: RegisteredClient;
  readonly person: Person;
  readonly request?: Values | undefined;
  /** A fresh one when absent. */
  readonly browser?: Browser | undefined;
  /** Sends the request ahead; what the browser brings instead. */
  readonly push?: ((request: Values) => Promise<Values>) | undefined;
}

/** A code, and what its client needs to redeem it. */
export interface Redeemable {
  readonly client: RegisteredClient;
  readonly code: string;
  readonly verifier: string;
  readonly redirectUri: string;
  /** The browser as it is after the sign-in. */
  readonly browser: Browser;
}

interface Place {
  readonly folder: string;
  readonly clock: FakeClock;
  readonly masterKey: string;
  /** Settings beside those of the harness. */
  readonly env: Readonly<Record<string, string>>;
}

const openCardea = async ({ folder, clock, masterKey, env }: Place): Promise<Cardea> => {
  const settings = loadSettings({ env: { CARDEA_ISSUER: ISSUER, CARDEA_DATA_DIR: folder, ...env }, cwd: folder });
  if (areProblems(settings)) throw new Error(settings.map(formatProblem).join('\n'));
  const log = createLogger({ ...settings, logLevel: 'silent' });
  return compose({ settings, masterKey, log, clock });
};

/** An engine on an embedded database with real cryptography, in this process, with a clock that the test moves. */
export class TestEngine implements AsyncDisposable {
  readonly clock: FakeClock;
  readonly #place: Place;
  #cardea: Cardea;

  private constructor(place: Place, cardea: Cardea) {
    this.clock = place.clock;
    this.#place = place;
    this.#cardea = cardea;
  }

  static async open(env: Readonly<Record<string, string>> = {}): Promise<TestEngine> {
    const folder = await mkdtemp(join(tmpdir(), 'cardea-engine-'));
    const clock = fakeClock(STARTED_AT_SECONDS * 1000);
    const place = { folder, clock, masterKey: generateMasterKey(), env };
    return new TestEngine(place, await openCardea(place));
  }

  get cardea(): Cardea {
    return this.#cardea;
  }

  /** Everything that was only in memory is gone. */
  async restart(): Promise<void> {
    await this.#cardea.close();
    this.#cardea = await openCardea(this.#place);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cardea.close();
    await rm(this.#place.folder, { recursive: true, force: true });
  }

  /** A confidential web application with refresh tokens, unless it is said otherwise. */
  async addClient(client: NewClient = {}): Promise<RegisteredClient> {
    const added = await this.cardea.management.clients.add(
      {
        name: 'Web',
        grantTypes: ['authorization_code', 'refresh_token'],
        redirectUris: [CALLBACK],
        scopes: ['openid', 'profile', 'email', 'offline_access', 'read', 'write'],
        ...client,
      },
      OPERATOR,
    );
    if (!('client' in added)) throw new Error(added.message);
    return { id: added.client.id, secret: added.secret };
  }

  async addPerson(person: Partial<NewAccount> = {}): Promise<Person> {
    const username = person.username ?? `person-${randomUUID()}`;
    const password = { generate: true } as const;
    const added = await this.cardea.management.accounts.add({ password, ...person, username }, OPERATOR);
    if (!('account' in added)) throw new Error(added.message);
    return { id: added.account.id, username, password: added.password ?? String(person.password) };
  }

  /** The account of a person, as it is now. */
  async account({ id }: Pick<Person, 'id'>): Promise<Account> {
    const account = await this.cardea.stores.accounts.find(id);
    if (account === undefined) throw new Error(`there is no account ${id}`);
    return account;
  }

  /** The code of the app of a person that nobody has seen yet: it comes a while later. */
  nextCode({ totpSecret }: Person): string {
    if (totpSecret === undefined) throw new Error('this person has no authenticator app');
    this.clock.advance(TOTP_PERIOD_MS);
    return totpCode(totpSecret, this.clock.nowMs());
  }

  /** A person on their account page, who signed in for it. */
  async visitor(person: Person, browser = aBrowser()): Promise<FreshVisitor> {
    const { flow, selfService } = this.cardea.engine;
    const { issuer } = this.cardea.settings;
    // Later than what happened before, and earlier than what follows: a sign-in of the same millisecond may count as an old one
    this.clock.advance(1);
    const begun = granted(await flow.beginOwn({ returnUrl: `${issuer}/account`, prompt: 'login' }, browser));
    this.clock.advance(1);
    const [, after] = await this.#goOn(begun, person, browser);
    const visitor = granted(await selfService.visitor(after, person.id));
    return granted(await selfService.factors.fresh(visitor));
  }

  /** The person signs out of the page they were on, and nowhere else. */
  async leave(visitor: Visitor): Promise<void> {
    const { account, session } = visitor.person;
    const live = await this.cardea.stores.browserSessions.listLive(account.id, Math.floor(this.clock.nowMs() / 1000));
    for (const { id, sid } of live)
      if (sid === session.sid) granted(await this.cardea.engine.selfService.sessions.end(visitor, id));
  }

  /** Sets up an authenticator app for a person, as they do on their account page. */
  async withTotp(
    person: Person,
  ): Promise<Person & { readonly totpSecret: string; readonly recoveryCodes: readonly string[] }> {
    const { factors } = this.cardea.engine.selfService;
    const visitor = await this.visitor(person);
    const { secret, box } = factors.offerTotp(visitor);
    const code = totpCode(secret, this.clock.nowMs());
    const { recoveryCodes = [] } = granted(await factors.confirmTotp(visitor, { box, code, language: 'en' }));
    await this.leave(visitor);
    return { ...person, totpSecret: secret, recoveryCodes };
  }

  /** A request to the authorization endpoint. It comes later than what happened before, and earlier than what follows. */
  async begin(values: Values, browser = aBrowser()): Promise<FlowOutcome | Refusal> {
    this.clock.advance(1);
    const outcome = await this.cardea.engine.flow.begin(parametersOf(values), browser);
    this.clock.advance(1);
    return outcome;
  }

  /** Answers what the person is asked until the client has its answer. */
  async #goOn(outcome: FlowOutcome, person: Person, browser: Browser): Promise<readonly [FlowOutcome, Browser]> {
    const { flow } = this.cardea.engine;
    let current = outcome;
    let cookies = browser;
    while (isStep(current.next)) {
      const { step, flow: session } = current.next;
      if (step.kind === 'login') current = granted(await flow.signIn(session.id, cookies, person));
      else if (step.kind === 'second_factor')
        current = granted(
          await flow.proveFactor(session.id, cookies, {
            factor: 'totp',
            answer: this.nextCode(person),
            language: 'en',
          }),
        );
      else if (step.kind === 'consent')
        current = granted(await flow.consent(session.id, cookies, { allowed: step.scopes }));
      else throw new Error(`unexpected step ${step.kind}`);
      cookies = { ...cookies, sessionHandles: current.sessionHandles ?? cookies.sessionHandles };
    }
    return [current, cookies];
  }

  /** Signs in and agrees, as far as the person is asked; what the client gets, and the browser as it is then. */
  async signIn({ client, person, request = {}, browser = aBrowser(), push }: SignIn) {
    const { verifier, challenge } = pkce();
    const values = {
      client_id: client.id,
      response_type: 'code',
      redirect_uri: CALLBACK,
      scope: 'openid offline_access',
      state: 'a state',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...request,
    };
    const begun = granted(await this.begin(push ? await push(values) : values, browser));
    const [outcome, after] = await this.#goOn(begun, person, browser);
    return { answer: answered(outcome), verifier, redirectUri: String(values.redirect_uri), browser: after };
  }

  /** A code for the client. */
  async code(signIn: SignIn): Promise<Redeemable> {
    const { answer, ...rest } = await this.signIn(signIn);
    if (answer.code === undefined) throw new Error(`no code: ${JSON.stringify(answer)}`);
    return { ...rest, client: signIn.client, code: answer.code };
  }

  #asClient({ id, secret }: RegisteredClient, values: Values): ClientRequest {
    const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    return {
      parameters: parametersOf(secret === undefined ? { client_id: id, ...values } : values),
      authorization: secret === undefined ? undefined : basic,
      caller: aBrowser().caller,
    };
  }

  /** POST /token as a client, which may show the token of a session beside it. */
  async token(client: RegisteredClient, values: Values, authToken?: string): Promise<TokenResponse | Refusal> {
    const { engine } = this.cardea;
    const request = { ...this.#asClient(client, values), authToken };
    return engine.settle(request.caller, await engine.token(request));
  }

  /** POST /device as a client. */
  async authorizeDevice(client: RegisteredClient, values: Values = {}, caller = aBrowser().caller) {
    const { engine } = this.cardea;
    const request = { ...this.#asClient(client, values), caller };
    return engine.settle(caller, await engine.authorizeDevice(request));
  }

  /** A device asks for its tokens. */
  poll(client: RegisteredClient, deviceCode: string, changes: Values = {}): Promise<TokenResponse | Refusal> {
    return this.token(client, {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code: deviceCode,
      ...changes,
    });
  }

  /** A person types the code of a device, signs in and gives an answer; what the page says then, and the browser. */
  async answerDevice(person: Person, userCode: string, answer: 'allow' | 'deny' = 'allow', browser = aBrowser()) {
    const { flow } = this.cardea.engine;
    this.clock.advance(1);
    const begun = granted(await flow.beginDevice(userCode, browser));
    this.clock.advance(1);
    const [asked, after] = await this.#signInTo(begun, person, browser);
    if (!isStep(asked.next) || asked.next.step.kind !== 'consent') throw new Error('nobody is asked to agree');
    const allowed = answer === 'deny' ? 'denied' : asked.next.step.scopes;
    const done = granted(await flow.consent(asked.next.flow.id, after, { allowed }));
    return { answer: answered(done), browser: after };
  }

  /** Signs in where a flow asks for it. */
  async #signInTo(outcome: FlowOutcome, person: Person, browser: Browser): Promise<readonly [FlowOutcome, Browser]> {
    if (!isStep(outcome.next) || outcome.next.step.kind !== 'login') return [outcome, browser];
    const next = granted(await this.cardea.engine.flow.signIn(outcome.next.flow.id, browser, person));
    return [next, { ...browser, sessionHandles: next.sessionHandles ?? browser.sessionHandles }];
  }

  /** POST /par as a client. */
  async push(client: RegisteredClient, values: Values): Promise<PushedResponse | Refusal> {
    const { engine } = this.cardea;
    const request = this.#asClient(client, values);
    return engine.settle(request.caller, await engine.pushRequest(request));
  }

  redeem({ client, code, verifier, redirectUri }: Redeemable, changes: Values = {}): Promise<TokenResponse | Refusal> {
    return this.token(client, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...changes,
    });
  }

  refresh(client: RegisteredClient, token: string | undefined, changes: Values = {}) {
    return this.token(client, { grant_type: 'refresh_token', refresh_token: token, ...changes });
  }

  /** Tokens of a person who has just signed in to a client. */
  async tokens(signIn: SignIn): Promise<TokenResponse> {
    return granted(await this.redeem(await this.code(signIn)));
  }

  /** POST /introspect as a client. */
  async introspect(client: RegisteredClient, token: string | undefined) {
    return granted(await this.cardea.engine.introspect(this.#asClient(client, { token }))).response;
  }

  /** POST /revoke as a client. */
  revoke(client: RegisteredClient, token: string | undefined): Promise<Refusal | undefined> {
    return this.cardea.engine.revoke(this.#asClient(client, { token }));
  }

  /** Whether an access token is live. */
  async isActive(token: string): Promise<boolean> {
    return !isRefusal(await this.cardea.engine.verifyAccessToken(token));
  }

  /** Claims of the userinfo endpoint, where they are plain. */
  async userinfo(accessToken: string): Promise<Readonly<Record<string, unknown>>> {
    const { engine } = this.cardea;
    const answer = granted(await engine.userinfo(granted(await engine.verifyAccessToken(accessToken))));
    if (!('claims' in answer)) throw new Error('the claims are signed');
    return answer.claims;
  }

  /** Actions of the audit since the beginning, oldest first. */
  async actions(target?: string): Promise<readonly string[]> {
    const entries = await this.cardea.stores.audit.list({ limit: 1000, ...(target === undefined ? {} : { target }) });
    return entries.map(({ action }) => action).toReversed();
  }
}
