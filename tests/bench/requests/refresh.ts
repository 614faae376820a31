import { createDpopKey } from '../../harness/dpop.ts';
import type { PlanMaker, RequestPlan } from '../load/plan.ts';
import { appOf, type RunningAuthorizationServer } from '../servers/server.ts';
import { asClient, makeTokens } from './codes.ts';
import { times } from './making.ts';

/** Refresh tokens that a run uses in turn, or chains that it follows. */
const REFRESH_TOKENS = 500;
/** Keys that they are bound to, in turn: as many devices. */
const KEYS = 50;

const bodyOf = (form: Readonly<Record<string, string>>, token: string): string =>
  new URLSearchParams({ ...form, grant_type: 'refresh_token', refresh_token: token }).toString();

const EXPECT = '"id_token":"eyJ';

/** Refresh tokens of a client with a secret, which stay as they are, in turn. */
export async function refreshPlan(server: RunningAuthorizationServer): Promise<RequestPlan> {
  const { headers, form } = asClient(appOf(await server.signIn(), 'web'));
  const tokens = await makeTokens(server, { app: 'web', member: 'refresh_token', count: REFRESH_TOKENS });
  const bodies = tokens.map((token) => bodyOf(form, token));
  return { method: 'POST', path: server.paths.token, headers, bodies, expect: EXPECT };
}

/** Refresh tokens of a client without one: each is good once, and its answer brings the next. */
export function rotationPlan(server: RunningAuthorizationServer): PlanMaker {
  return {
    make: async (requests) => {
      const { headers, form } = asClient(appOf(await server.signIn(), 'installed'));
      const count = requests > 1 ? REFRESH_TOKENS : 1;
      const tokens = await makeTokens(server, { app: 'installed', member: 'refresh_token', count });
      const bodies = tokens.map((token) => bodyOf(form, token));
      const chainedBy = 'refresh_token';
      return { method: 'POST', path: server.paths.token, headers, bodies, expect: EXPECT, chainedBy };
    },
  };
}

/** Refresh tokens of a client without a secret that are bound to its key, and stay as they are; each proof is good once. */
export async function boundRefreshPlan(server: RunningAuthorizationServer): Promise<PlanMaker> {
  const { headers, form } = asClient(appOf(await server.signIn(), 'installed'));
  const keys = await Promise.all(times(KEYS).map(() => createDpopKey()));
  const proofOf = (index: number): Promise<string> => {
    const key = keys[index % KEYS];
    if (!key) throw new Error('There are no keys.');
    return key.proof(server.issuer + server.paths.token);
  };
  const tokens = await makeTokens(server, {
    app: 'installed',
    member: 'refresh_token',
    count: REFRESH_TOKENS,
    headersOf: async (index) => ({ DPoP: await proofOf(index) }),
  });
  return {
    make: async (requests) => ({
      method: 'POST',
      path: server.paths.token,
      headers,
      bodies: times(requests).map((index) => bodyOf(form, tokens[index % REFRESH_TOKENS] ?? '')),
      eachHeader: { name: 'DPoP', values: await Promise.all(times(requests).map(proofOf)) },
      expect: '"token_type":"DPoP"',
      use: 'once',
    }),
  };
}
