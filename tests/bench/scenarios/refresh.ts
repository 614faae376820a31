import { loadScenario } from '../load-scenario.ts';
import { refreshPlan } from '../requests/refresh.ts';
import { cardea } from '../servers/cardea.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { oidcProviderNodeSqliteNormal } from '../servers/oidc-provider-node-sqlite-normal.ts';

export const refresh = loadScenario({
  name: 'refresh',
  title: 'Refresh, client with a secret (access and ES256 ID token)',
  subject: cardea,
  peers: [oidcProviderNodeSqliteFull, oidcProviderNodeSqliteNormal],
  plan: refreshPlan,
  ratios: [
    { over: oidcProviderNodeSqliteNormal, atLeast: 8 },
    { over: oidcProviderNodeSqliteFull, atLeast: 20 },
  ],
});
