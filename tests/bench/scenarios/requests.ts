import type { RequestPlan } from '../load/plan.ts';
import { type ClientCredentials, RESOURCE, type RunningAuthorizationServer, SCOPES } from '../servers/server.ts';

/** Tokens that an introspection run asks about in turn. */
const INTROSPECTED_TOKENS = 1000;
const ISSUE_AT_ONCE = 50;

export const FORM_HEADERS = { 'Content-Type': 'application/x-www-form-urlencoded' };

export function formHeaders({ id, secret }: ClientCredentials): Record<string, string> {
  const pair = `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`; // RFC 6749 §2.3.1
  return { ...FORM_HEADERS, Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Client credentials for an opaque access token. */
export function opaqueTokenPlan({ paths, client }: Pick<RunningAuthorizationServer, 'paths' | 'client'>): RequestPlan {
  const form = new URLSearchParams({ grant_type: 'client_credentials', scope: SCOPES });
  return {
    method: 'POST',
    path: paths.token,
    headers: formHeaders(client),
    bodies: [form.toString()],
    expect: '"access_token":"',
  };
}

/** Client credentials for a JWT access token (RFC 9068) for one resource (RFC 8707). */
export function jwtTokenPlan({ paths, jwtClient }: RunningAuthorizationServer): RequestPlan {
  const form = new URLSearchParams({ grant_type: 'client_credentials', scope: SCOPES, resource: RESOURCE });
  return {
    method: 'POST',
    path: paths.token,
    headers: formHeaders(jwtClient),
    bodies: [form.toString()],
    expect: '"access_token":"eyJ',
  };
}

async function issueOpaqueToken(server: RunningAuthorizationServer): Promise<string> {
  const plan = opaqueTokenPlan(server);
  const response = await fetch(server.origin + plan.path, {
    method: plan.method,
    headers: { ...plan.headers },
    body: plan.bodies[0] ?? null,
  });
  const answer = (await response.json()) as { readonly access_token?: unknown };
  if (typeof answer.access_token !== 'string') throw new Error(`No token to introspect: ${JSON.stringify(answer)}`);
  return answer.access_token;
}

/** Introspection (RFC 7662) of many different opaque tokens by the client that owns them. */
export async function introspectionPlan(server: RunningAuthorizationServer): Promise<RequestPlan> {
  const tokens: string[] = [];
  while (tokens.length < INTROSPECTED_TOKENS) {
    tokens.push(...(await Promise.all(Array.from({ length: ISSUE_AT_ONCE }, () => issueOpaqueToken(server)))));
  }
  return {
    method: 'POST',
    path: server.paths.introspection,
    headers: formHeaders(server.client),
    bodies: tokens.map((token) => new URLSearchParams({ token, token_type_hint: 'access_token' }).toString()),
    expect: '"active":true',
  };
}

/** A document that is fetched without credentials. */
export function documentPlan(path: string, expect: string): RequestPlan {
  return { method: 'GET', path, headers: { Accept: 'application/json' }, bodies: [''], expect };
}
