import { loadScenario } from '../load-scenario.ts';
import { cardea } from '../servers/cardea.ts';
import { oidcProviderBunMemory } from '../servers/oidc-provider-bun-memory.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { jwtTokenPlan } from './requests.ts';

export const tokenJwt = loadScenario({
  name: 'token-jwt',
  title: 'JWT access tokens, ES256 (client_credentials, resource)',
  subject: cardea,
  peers: [oidcProviderNodeSqliteFull, oidcProviderBunMemory],
  plan: jwtTokenPlan,
  ratios: [{ over: oidcProviderNodeSqliteFull, atLeast: 6 }],
});
