import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, SignJWT } from 'jose';

export type Endpoint = 'metadata' | 'jwks' | 'introspection';

export interface FakeIssuer {
  readonly url: string;
  /** Requests each endpoint has had. */
  readonly asked: Record<Endpoint, number>;
  /** The last introspection request. */
  readonly lastIntrospection: { form: URLSearchParams; headers: Headers } | undefined;
  /** Keys it publishes; changed by the test. */
  keys: JWK[];
  /** Headers of the key set's answer. */
  keyHeaders: Record<string, string>;
  /** Changes its metadata. */
  metadata: Record<string, unknown>;
  /** What it says about a token. */
  answer: (token: string) => Response | Record<string, unknown>;
  /** What it does instead of answering, while set. */
  trouble: ((endpoint: Endpoint) => Response | Promise<Response>) | undefined;
  readonly stop: () => Promise<void>;
}

/** An authorization server on loopback that does as it is told. */
export const startFakeIssuer = (path = ''): FakeIssuer => {
  const serve = async (endpoint: Endpoint, answer: () => Response | Promise<Response>): Promise<Response> => {
    issuer.asked[endpoint] += 1;
    return (await issuer.trouble?.(endpoint)) ?? (await answer());
  };
  let last: FakeIssuer['lastIntrospection'];
  const server: Bun.Server<undefined> = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    routes: {
      [`/.well-known/oauth-authorization-server${path}`]: () =>
        serve('metadata', () =>
          Response.json({
            issuer: issuer.url,
            jwks_uri: `${server.url}jwks`,
            introspection_endpoint: `${server.url}introspect`,
            ...issuer.metadata,
          }),
        ),
      '/jwks': () => serve('jwks', () => Response.json({ keys: issuer.keys }, { headers: issuer.keyHeaders })),
      '/introspect': {
        POST: (request) =>
          serve('introspection', async () => {
            last = { form: new URLSearchParams(await request.text()), headers: request.headers };
            const answer = issuer.answer(last.form.get('token') ?? '');
            return answer instanceof Response ? answer : Response.json(answer);
          }),
      },
    },
    fetch: () => new Response('nothing here', { status: 404 }),
  });
  const issuer: FakeIssuer = {
    url: `http://127.0.0.1:${server.port}${path}`,
    asked: { metadata: 0, jwks: 0, introspection: 0 },
    get lastIntrospection() {
      return last;
    },
    keys: [],
    keyHeaders: {},
    metadata: {},
    answer: () => ({ active: false }),
    trouble: undefined,
    stop: () => server.stop(true),
  };
  return issuer;
};

export interface TestKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly publicJwk: JWK;
}

export const makeKey = async (kid: string, alg = 'ES256'): Promise<TestKey> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, publicKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
};

export const AUDIENCE = 'https://api.example.com/photos';

/** A right access token (RFC 9068 §2), except for what the test changes; `undefined` leaves a claim out. */
export const signToken = async (
  issuer: string,
  key: TestKey,
  changes: { readonly claims?: Record<string, unknown>; readonly header?: Record<string, unknown> } = {},
): Promise<string> => {
  const now = Math.floor(Date.now() / 1000);
  const { alg, kid } = key.publicJwk;
  const header = { alg, kid, typ: 'at+jwt', ...changes.header } as JWTHeaderParameters;
  return await new SignJWT({
    iss: issuer,
    sub: 'client-1',
    client_id: 'client-1',
    aud: AUDIENCE,
    scope: 'photos:read',
    jti: crypto.randomUUID(),
    iat: now,
    exp: now + 300,
    ...changes.claims,
  })
    .setProtectedHeader(header)
    .sign(key.privateKey);
};
