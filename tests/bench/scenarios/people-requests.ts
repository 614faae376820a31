import type { PlanMaker, RequestPlan } from '../load/plan.ts';
import { REDIRECT_URI, type RunningAuthorizationServer } from '../servers/server.ts';
import { authorizationQuery, CODE_VERIFIER } from '../servers/visit.ts';
import { FORM_HEADERS, formHeaders } from './requests.ts';

/** Refresh tokens that a run uses in turn, or chains that it follows. */
const REFRESH_TOKENS = 500;
const AT_ONCE = 32;

type AppName = 'web' | 'installed';
type Json = Readonly<Record<string, unknown>>;

/** Makes so many things, several at once. */
async function makeMany<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  let begun = 0;
  const worker = async () => {
    while (begun < count) {
      begun++;
      made.push(await make());
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, worker));
  return made;
}

/** A form that is answered in JSON; throws unless the answer is 200. */
async function post(url: string, form: string, headers: Readonly<Record<string, string>>): Promise<Json> {
  const response = await fetch(url, { method: 'POST', headers: { ...headers }, body: form });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`POST ${url} answered ${response.status} ${text.slice(0, 300)}`);
  return JSON.parse(text) as Json;
}

function textOf(json: Json, member: string): string {
  const value = json[member];
  if (typeof value !== 'string') throw new Error(`The answer has no ${member}.`);
  return value;
}

/** An authorization request of a browser that is signed in, for an application that the person has agreed to. */
export async function authorizePlan(server: RunningAuthorizationServer, app: AppName = 'web'): Promise<RequestPlan> {
  const { cookie, apps } = await server.signIn();
  return {
    method: 'GET',
    path: `${server.paths.authorization}?${authorizationQuery(apps[app].id)}`,
    headers: { Accept: 'text/html', Cookie: cookie },
    bodies: [''],
    status: 303,
    expect: 'code=',
  };
}

/** Codes from the authorization endpoint, of the person who is signed in. */
async function makeCodes(server: RunningAuthorizationServer, app: AppName, count: number): Promise<string[]> {
  const { path, headers } = await authorizePlan(server, app);
  return await makeMany(count, async () => {
    const response = await fetch(server.origin + path, { headers: { ...headers }, redirect: 'manual' });
    await response.arrayBuffer();
    const code = new URL(response.headers.get('location') ?? 'none:').searchParams.get('code');
    if (!code) throw new Error(`No code: ${response.status} ${response.headers.get('location')}`);
    return code;
  });
}

const redemption = (code: string, clientId?: string): string =>
  new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT_URI,
    code_verifier: CODE_VERIFIER,
    ...(clientId ? { client_id: clientId } : {}),
  }).toString();

/** Each code once, for an access token, a refresh token and an ID token. */
export function redemptionPlan(server: RunningAuthorizationServer): PlanMaker {
  return {
    make: async (requests) => {
      const { web } = (await server.signIn()).apps;
      const codes = await makeCodes(server, 'web', requests);
      return {
        method: 'POST',
        path: server.paths.token,
        headers: formHeaders(web),
        bodies: codes.map((code) => redemption(code)),
        expect: '"refresh_token":"',
        use: 'once',
      };
    },
  };
}

async function makeRefreshTokens(server: RunningAuthorizationServer, app: AppName, count: number): Promise<string[]> {
  const { apps } = await server.signIn();
  const headers = app === 'web' ? formHeaders(apps.web) : FORM_HEADERS;
  const codes = await makeCodes(server, app, count);
  const clientId = app === 'web' ? undefined : apps.installed.id;
  return await makeMany(count, async () => {
    const body = redemption(codes.pop() ?? '', clientId);
    return textOf(await post(server.origin + server.paths.token, body, headers), 'refresh_token');
  });
}

/** Refresh tokens of a client with a secret, which stay as they are, in turn. */
export async function refreshPlan(server: RunningAuthorizationServer): Promise<RequestPlan> {
  const { web } = (await server.signIn()).apps;
  const tokens = await makeRefreshTokens(server, 'web', REFRESH_TOKENS);
  return {
    method: 'POST',
    path: server.paths.token,
    headers: formHeaders(web),
    bodies: tokens.map((token) =>
      new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token }).toString(),
    ),
    expect: '"id_token":"eyJ',
  };
}

/** Refresh tokens of a client without one: each is good once, and its answer brings the next. */
export function rotationPlan(server: RunningAuthorizationServer): PlanMaker {
  return {
    make: async (requests) => {
      const { installed } = (await server.signIn()).apps;
      const tokens = await makeRefreshTokens(server, 'installed', Math.min(requests, REFRESH_TOKENS));
      return {
        method: 'POST',
        path: server.paths.token,
        headers: FORM_HEADERS,
        bodies: tokens.map((token) =>
          new URLSearchParams({
            grant_type: 'refresh_token',
            client_id: installed.id,
            refresh_token: token,
          }).toString(),
        ),
        expect: '"id_token":"eyJ',
        chainedBy: 'refresh_token',
      };
    },
  };
}

/** The sign-in page of a browser that nobody is signed in with. */
export async function loginPagePlan(server: RunningAuthorizationServer): Promise<RequestPlan> {
  const { path } = await authorizePlan(server);
  const begun = await fetch(server.origin + path, { redirect: 'manual' });
  await begun.arrayBuffer();
  const page = new URL(begun.headers.get('location') ?? '', server.issuer);
  const cookies = begun.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]);
  return {
    method: 'GET',
    path: page.pathname + page.search,
    headers: { Accept: 'text/html', Cookie: cookies.join('; ') },
    bodies: [''],
    expect: 'id="login-submit"',
  };
}
