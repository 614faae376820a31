import { createHash } from 'node:crypto';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

type Claims = Readonly<Record<string, unknown>>;

/** What a test lets the provider say instead of the truth. */
export interface Misbehaviour {
  readonly discovery?: (json: Claims) => unknown;
  readonly idToken?: (claims: Claims) => Claims;
  /** The finished token. */
  readonly signed?: (token: string, claims: Claims) => string | Promise<string>;
  readonly header?: Claims;
  readonly tokens?: (json: Claims) => unknown;
  readonly userinfo?: (json: Claims) => unknown;
  /** Answers any request itself, where it returns a response. */
  readonly respond?: (url: URL) => Response | Promise<Response> | undefined;
}

/** A request of Cardea to the provider. */
export interface ProviderRequest {
  readonly path: string;
  readonly authorization: string | null;
  readonly form: URLSearchParams;
}

export interface FakeProvider extends Disposable {
  readonly issuer: string;
  readonly jwk: JWK;
  readonly key: CryptoKey;
  readonly requests: ProviderRequest[];
  misbehaviour: Misbehaviour;
  /** Its clock. */
  nowMs: () => number;
  /** Claims of whoever signs in there. */
  person: Claims;
  /** Parameters beside code and state with which it sends people back. */
  extra: Readonly<Record<string, string | undefined>>;
  /** What the browser would be sent back with, after a sign-in there. */
  answer(authorizationUrl: string, changes?: Readonly<Record<string, string | undefined>>): string;
}

const TOKEN_SECONDS = 300;

const leftHalf = (text: string): string =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');

/** An OpenID Provider on loopback that tells the truth until a test has it lie. Nobody signs in: whoever comes is `person`. */
export const startFakeProvider = async (): Promise<FakeProvider> => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const codes = new Map<string, URLSearchParams>();
  let count = 0;

  const idToken = async (asked: URLSearchParams, accessToken: string): Promise<string> => {
    const now = Math.floor(provider.nowMs() / 1000);
    const truth = {
      iss: provider.issuer,
      aud: asked.get('client_id') ?? '',
      nonce: asked.get('nonce') ?? undefined,
      iat: now,
      exp: now + TOKEN_SECONDS,
      auth_time: now,
      at_hash: leftHalf(accessToken),
      ...provider.person,
    };
    const { misbehaviour } = provider;
    const claims = misbehaviour.idToken?.(truth) ?? truth;
    const header = { alg: 'ES256', kid: 'k1', ...misbehaviour.header };
    const token = await new SignJWT({ ...claims }).setProtectedHeader(header).sign(privateKey);
    return (await misbehaviour.signed?.(token, claims)) ?? token;
  };

  const routes: Readonly<Record<string, (form: URLSearchParams) => unknown>> = {
    '/.well-known/openid-configuration': () => {
      const truth = {
        issuer: provider.issuer,
        authorization_endpoint: `${provider.issuer}/authorize`,
        token_endpoint: `${provider.issuer}/token`,
        userinfo_endpoint: `${provider.issuer}/userinfo`,
        jwks_uri: `${provider.issuer}/jwks`,
        id_token_signing_alg_values_supported: ['ES256', 'none', 'HS256'],
      };
      return provider.misbehaviour.discovery?.(truth) ?? truth;
    },
    '/jwks': () => ({ keys: [jwk] }),
    '/token': async (form) => {
      const asked = codes.get(form.get('code') ?? '');
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      codes.delete(form.get('code') ?? '');
      if (asked?.get('code_challenge') !== challenge || asked.get('redirect_uri') !== form.get('redirect_uri'))
        return Response.json({ error: 'invalid_grant' }, { status: 400 });
      const access_token = `token-${++count}-of-the-provider`;
      const truth = { access_token, token_type: 'Bearer', id_token: await idToken(asked, access_token) };
      return provider.misbehaviour.tokens?.(truth) ?? truth;
    },
    '/userinfo': () => provider.misbehaviour.userinfo?.(provider.person) ?? provider.person,
  };

  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const url = new URL(request.url);
      const form = new URLSearchParams(request.method === 'POST' ? await request.text() : '');
      provider.requests.push({ path: url.pathname, authorization: request.headers.get('authorization'), form });
      const own = await provider.misbehaviour.respond?.(url);
      if (own) return own;
      const answer = await routes[url.pathname]?.(form);
      if (answer instanceof Response) return answer;
      return answer === undefined ? new Response(null, { status: 404 }) : Response.json(answer);
    },
  });

  const provider: FakeProvider = {
    issuer: `http://127.0.0.1:${server.port}`,
    jwk,
    key: privateKey,
    requests: [],
    misbehaviour: {},
    nowMs: () => Date.now(),
    person: { sub: 'subject-1', name: 'Ada Lovelace', email: 'ada@provider.example', email_verified: true },
    extra: {},
    answer(authorizationUrl, changes = {}) {
      const asked = new URL(authorizationUrl).searchParams;
      const code = `code-${++count}`;
      codes.set(code, asked);
      const back = new URL(asked.get('redirect_uri') ?? '');
      const parameters = { code, state: asked.get('state') ?? '', ...provider.extra, ...changes };
      for (const [name, value] of Object.entries(parameters))
        if (value !== undefined) back.searchParams.set(name, value);
      return back.href;
    },
    [Symbol.dispose]: () => void server.stop(true),
  };
  return provider;
};
