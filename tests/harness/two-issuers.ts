import type { PublicJwk } from '@cardea/core';
import { type Person, type RegisteredClient, TestEngine, type TokenResponse } from './engine.ts';
import { EXCHANGE, type } from './exchange.ts';
import { granted, type Values } from './flow-values.ts';

const OPERATOR = { kind: 'operator', id: 'test' } as const;
export const BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
/** The API behind the second issuer. */
export const CHAT = 'https://chat.example/api';
const SCOPES = ['chat.read', 'chat.write'] as const;

/** An agent that people sign in to at home, and that has an id of its own where an API is that it uses for them. */
export class TwoIssuers implements AsyncDisposable {
  private constructor(
    readonly home: TestEngine,
    readonly away: TestEngine,
    /** The agent as each side knows it. */
    readonly agent: RegisteredClient,
    readonly agentAway: RegisteredClient,
    readonly alice: Person,
    /** The same person at the other issuer. */
    readonly aliceAway: Person,
    readonly tokens: TokenResponse,
  ) {}

  static async open(): Promise<TwoIssuers> {
    const home = await TestEngine.open({ CARDEA_ISSUER: 'https://home.example', CARDEA_IDENTITY_ASSERTIONS: 'issue' });
    const away = await TestEngine.open({ CARDEA_ISSUER: 'https://away.example', CARDEA_IDENTITY_ASSERTIONS: 'accept' });
    await away.cardea.management.resources.add({ uri: CHAT, name: 'Chat', scopes: SCOPES }, OPERATOR);
    const service = { redirectUris: [], scopes: [...SCOPES], resources: [CHAT] };
    const agentAway = await away.addClient({ ...service, name: 'Agent', grantTypes: [BEARER] });
    const agent = await home.addClient({
      name: 'Agent',
      grantTypes: ['authorization_code', 'refresh_token', EXCHANGE],
      identityAudiences: [{ issuer: away.cardea.settings.issuer, clientId: agentAway.id, scopes: SCOPES }],
    });
    const [alice, aliceAway] = [await home.addPerson({ email: 'alice@people.example' }), await away.addPerson()];
    await trust(home, away);
    await link(away, { subject: alice.id, accountId: aliceAway.id, issuer: home.cardea.settings.issuer });
    const tokens = await home.tokens({
      client: agent,
      person: alice,
      request: { scope: 'openid email offline_access' },
    });
    return new TwoIssuers(home, away, agent, agentAway, alice, aliceAway, tokens);
  }

  /** What is right in all but what is said otherwise; undefined takes a parameter away. */
  exchange(values: Values = {}, client = this.agent) {
    return this.home.token(client, {
      grant_type: EXCHANGE,
      requested_token_type: type('id-jag'),
      audience: this.away.cardea.settings.issuer,
      subject_token: this.tokens.id_token,
      subject_token_type: type('id_token'),
      ...values,
    });
  }

  /** An identity assertion of the first issuer. */
  async assertion(values: Values = {}): Promise<string> {
    return granted(await this.exchange(values)).access_token;
  }

  /** The assertion for a token, at the second issuer. */
  present(assertion: string, values: Values = {}, client = this.agentAway) {
    return this.away.token(client, { grant_type: BEARER, assertion, ...values });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.home[Symbol.asyncDispose](), this.away[Symbol.asyncDispose]()]);
  }
}

/** The public keys of an engine, as its key set has them. */
const keysOf = ({ cardea }: TestEngine): readonly PublicJwk[] => cardea.keyring.verificationKeys();

const trust = async (home: TestEngine, away: TestEngine): Promise<void> => {
  const { issuer } = home.cardea.settings;
  await away.cardea.management.trustedIssuers.add(
    { issuer, name: 'Home', jwks: keysOf(home), assertionType: 'id-jag', scopes: [...SCOPES] },
    OPERATOR,
  );
  await away.cardea.management.identityProviders.add(
    { id: 'home', name: 'Home', issuer, clientId: 'away', clientSecret: 'of no use here', onNoMatch: 'deny' },
    OPERATOR,
  );
};

/** A person who has signed in at the provider before. */
const link = async (
  { cardea, clock }: TestEngine,
  { subject, accountId, issuer }: { readonly subject: string; readonly accountId: string; readonly issuer: string },
): Promise<void> => {
  const provider = (await cardea.stores.identityProviders.list()).find((one) => one.issuer === issuer);
  if (provider === undefined) throw new Error('the provider is registered');
  const now = Math.floor(clock.nowMs() / 1000);
  const entry = { providerId: provider.id, subject, accountId, createdAt: now, usedAt: now };
  if (!(await cardea.stores.commit({ guard: { kind: 'identity_link.insert', link: entry }, changes: [] })))
    throw new Error('the link was not made');
};
