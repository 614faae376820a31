import type { RequestPlan } from '../load/plan.ts';
import { appOf, type RunningAuthorizationServer } from '../servers/server.ts';
import { authorizationQuery } from '../servers/visit.ts';
import { asClient } from './codes.ts';

/** An authorization request that is pushed (RFC 9126 §2.1); each is stored. */
export async function pushedPlan(server: RunningAuthorizationServer): Promise<RequestPlan> {
  const web = appOf(await server.signIn(), 'web');
  return {
    method: 'POST',
    path: server.paths.pushed,
    headers: asClient(web).headers,
    bodies: [authorizationQuery(web)],
    status: 201,
    expect: '"request_uri":"urn:',
  };
}
