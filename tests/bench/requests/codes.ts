import type { PlanMaker, RequestPlan } from '../load/plan.ts';
import { FORM_HEADERS, formHeaders } from '../scenarios/requests.ts';
import {
  type App,
  type AppName,
  appOf,
  type ClientCredentials,
  REDIRECT_URI,
  type RunningAuthorizationServer,
} from '../servers/server.ts';
import { authorizationQuery, CODE_VERIFIER } from '../servers/visit.ts';
import { makeMany, post, textOf, times } from './making.ts';

/** An authorization request of a browser that is signed in, for an application that the person has agreed to. */
export async function authorizePlan(server: RunningAuthorizationServer, app: AppName): Promise<RequestPlan> {
  const signedIn = await server.signIn();
  return {
    method: 'GET',
    path: `${server.paths.authorization}?${authorizationQuery(appOf(signedIn, app))}`,
    headers: { Accept: 'text/html', Cookie: signedIn.cookie },
    bodies: [''],
    status: 303,
    expect: 'code=',
  };
}

/** Codes from the authorization endpoint, of the person who is signed in. */
async function makeCodes(server: RunningAuthorizationServer, app: AppName, count: number): Promise<string[]> {
  const { path, headers } = await authorizePlan(server, app);
  return await makeMany(times(count), async () => {
    const response = await fetch(server.origin + path, { headers: { ...headers }, redirect: 'manual' });
    await response.arrayBuffer();
    const location = response.headers.get('location') ?? 'none:';
    const code = new URL(location, server.issuer).searchParams.get('code');
    if (!code) throw new Error(`No code: ${response.status} ${location}`);
    return code;
  });
}

/** How a client says who it is: the headers of a form, and what goes into the form itself. */
export const asClient = ({ id, secret }: App) =>
  secret === undefined
    ? { headers: FORM_HEADERS, form: { client_id: id } }
    : { headers: formHeaders({ id, secret } satisfies ClientCredentials), form: {} };

const redemption = (code: string): Readonly<Record<string, string>> => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: REDIRECT_URI,
  code_verifier: CODE_VERIFIER,
});

/** Each code once, for an access token, a refresh token and an ID token. */
export function redemptionPlan(server: RunningAuthorizationServer): PlanMaker {
  return {
    make: async (requests) => {
      const { headers } = asClient(appOf(await server.signIn(), 'web'));
      const codes = await makeCodes(server, 'web', requests);
      return {
        method: 'POST',
        path: server.paths.token,
        headers,
        bodies: codes.map((code) => new URLSearchParams(redemption(code)).toString()),
        expect: '"refresh_token":"',
        use: 'once',
      };
    },
  };
}

export interface TokensWanted {
  readonly app: AppName;
  readonly member: 'access_token' | 'refresh_token';
  readonly count: number;
  /** More headers of the request for the token of that index. */
  readonly headersOf?: (index: number) => Promise<Readonly<Record<string, string>>>;
}

/** Tokens of the person who is signed in, each of an authorization of its own; in the order of their index. */
export async function makeTokens(server: RunningAuthorizationServer, wanted: TokensWanted): Promise<string[]> {
  const { headers, form } = asClient(appOf(await server.signIn(), wanted.app));
  const codes = await makeCodes(server, wanted.app, wanted.count);
  const made = await makeMany(codes, async (code, index) => {
    const all = { ...headers, ...(await wanted.headersOf?.(index)) };
    const answer = await post(server.origin + server.paths.token, { ...redemption(code), ...form }, all);
    return { index, token: textOf(answer, wanted.member) };
  });
  return made.toSorted((one, other) => one.index - other.index).map(({ token }) => token);
}
