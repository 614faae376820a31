import { type RegisteredClient, TestEngine } from './engine.ts';
import type { Values } from './flow-values.ts';

export const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const type = (name: 'access_token' | 'refresh_token' | 'id_token' | 'jwt' | 'id-jag'): string =>
  `urn:ietf:params:oauth:token-type:${name}`;

const OPERATOR = { kind: 'operator', id: 'test' } as const;

/** Two APIs, and services behind them that call each other. */
export const ORDERS = 'https://orders.example';
export const BILLING = 'https://billing.example';

/** An engine with an app for people, a gateway that serves one API and may call another, and a service behind it. */
export class ExchangeWorld implements AsyncDisposable {
  private constructor(
    readonly engine: TestEngine,
    readonly app: RegisteredClient,
    readonly gateway: RegisteredClient,
    readonly billing: RegisteredClient,
    readonly robot: RegisteredClient,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<ExchangeWorld> {
    const engine = await TestEngine.open(env);
    const { resources } = engine.cardea.management;
    const service = { grantTypes: [EXCHANGE, 'client_credentials'], redirectUris: [], scopes: ['read', 'write'] };
    const added = { tokenFormat: 'opaque', scopes: ['read', 'write'] } as const;
    await resources.add({ uri: ORDERS, name: 'Orders', ...added }, OPERATOR);
    await resources.add({ uri: BILLING, name: 'Billing', ...added, tokenFormat: 'jwt' }, OPERATOR);
    const app = await engine.addClient({ resources: [ORDERS] });
    const gateway = await engine.addClient({ ...service, name: 'Gateway', exchangeTargets: [BILLING, ORDERS] });
    const billing = await engine.addClient({ ...service, name: 'Billing', exchangeTargets: [ORDERS] });
    const robot = await engine.addClient({ ...service, name: 'Robot', resources: [ORDERS] });
    await resources.modify({ uri: ORDERS, introspectors: [gateway.id, billing.id] }, OPERATOR);
    await resources.modify({ uri: BILLING, introspectors: [billing.id, gateway.id] }, OPERATOR);
    return new ExchangeWorld(engine, app, gateway, billing, robot);
  }

  /** An exchange by a service; the subject token is an access token unless it is said otherwise. */
  exchange(client: RegisteredClient, subject: string | undefined, changes: Values = {}) {
    return this.engine.token(client, {
      grant_type: EXCHANGE,
      subject_token: subject,
      subject_token_type: type('access_token'),
      ...changes,
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.engine[Symbol.asyncDispose]();
  }
}
