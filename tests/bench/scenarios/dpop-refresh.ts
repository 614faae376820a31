import { loadScenario } from '../load-scenario.ts';
import { boundRefreshPlan } from '../requests/refresh.ts';
import { cardea } from '../servers/cardea.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { oidcProviderNodeSqliteNormal } from '../servers/oidc-provider-node-sqlite-normal.ts';

export const dpopRefresh = loadScenario({
  name: 'dpop-refresh',
  title: 'Refresh bound to a key (DPoP), client without a secret',
  subject: cardea,
  peers: [oidcProviderNodeSqliteFull, oidcProviderNodeSqliteNormal],
  plan: boundRefreshPlan,
  ratios: [],
});
