import { loadScenario } from '../load-scenario.ts';
import { cardea } from '../servers/cardea.ts';
import { oidcProviderBunMemory } from '../servers/oidc-provider-bun-memory.ts';
import { oidcProviderBunSqliteFull } from '../servers/oidc-provider-bun-sqlite-full.ts';
import { oidcProviderNodeMemory } from '../servers/oidc-provider-node-memory.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { oidcProviderNodeSqliteNormal } from '../servers/oidc-provider-node-sqlite-normal.ts';
import { opaqueTokenPlan } from './requests.ts';

export const tokenOpaque = loadScenario({
  name: 'token-opaque',
  title: 'Opaque access tokens (client_credentials)',
  subject: cardea,
  peers: [
    oidcProviderNodeSqliteFull,
    oidcProviderNodeSqliteNormal,
    oidcProviderNodeMemory,
    oidcProviderBunSqliteFull,
    oidcProviderBunMemory,
  ],
  plan: opaqueTokenPlan,
  ratios: [
    { over: oidcProviderNodeSqliteFull, atLeast: 12 },
    { over: oidcProviderBunMemory, atLeast: 3 },
  ],
  memoryAtMostMegabytes: 120,
});
