import { introspect, type Reply, requestToken, revoke, send } from '../harness/oauth.ts';
import { type AddedClient, addClient, addResource } from '../harness/registrations.ts';
import type { RunningCardea } from '../harness/start-cardea.ts';

const API = 'https://api.example.com/soak';
const KEPT_TOKENS = 500;

export interface Operation {
  readonly name: string;
  /** How often it is chosen, among the sum of all. */
  readonly share: number;
  readonly run: () => Promise<Reply>;
  readonly expected: number;
}

/** The mix of an ordinary day: mostly introspection, some tokens, a few revocations and failures. */
export const createOperations = async (cardea: RunningCardea): Promise<readonly Operation[]> => {
  await addResource(cardea, { uri: API, format: 'jwt', scope: 'a' });
  const client: AddedClient = await addClient(cardea, { name: 'soak', scope: 'a', resources: [API, cardea.issuer] });
  const tokens: string[] = [];
  const obtain = async (resource: string): Promise<Reply> => {
    const reply = await requestToken(cardea, client, { resource });
    if (typeof reply.json.access_token === 'string') tokens.push(reply.json.access_token);
    if (tokens.length > KEPT_TOKENS) tokens.shift();
    return reply;
  };
  const some = (): string => tokens[Math.floor(Math.random() * tokens.length)] ?? 'none';
  return [
    { name: 'token, opaque', share: 20, expected: 200, run: () => obtain(cardea.issuer) },
    { name: 'token, JWT', share: 10, expected: 200, run: () => obtain(API) },
    { name: 'introspection', share: 50, expected: 200, run: () => introspect(cardea, client, some()) },
    { name: 'revocation', share: 5, expected: 200, run: () => revoke(cardea, client, tokens.pop() ?? 'none') },
    { name: 'JWKS', share: 14, expected: 200, run: () => send(`${cardea.issuer}/.well-known/jwks.json`) },
    {
      name: 'wrong secret',
      share: 1,
      expected: 401,
      run: () => requestToken(cardea, { ...client, clientSecret: 'wrong' }),
    },
  ];
};
