import type { RequestPlan } from '../load/plan.ts';
import { appOf, RESOURCE, type RunningAuthorizationServer } from '../servers/server.ts';
import { asClient, makeTokens } from './codes.ts';

const SUBJECT_TOKENS = 500;
const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';

/** Opaque access tokens of a person for JWT access tokens of a resource (RFC 8693 §2.1), in turn. */
export async function exchangePlan(server: RunningAuthorizationServer): Promise<RequestPlan> {
  const { headers } = asClient(appOf(await server.signIn(), 'gateway'));
  const tokens = await makeTokens(server, { app: 'gateway', member: 'access_token', count: SUBJECT_TOKENS });
  return {
    method: 'POST',
    path: server.paths.token,
    headers,
    bodies: tokens.map((token) =>
      new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token: token,
        subject_token_type: ACCESS_TOKEN,
        resource: RESOURCE,
      }).toString(),
    ),
    expect: '"access_token":"eyJ',
  };
}
