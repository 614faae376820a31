import { loadScenario } from '../load-scenario.ts';
import { rotationPlan } from '../requests/refresh.ts';
import { cardea } from '../servers/cardea.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { oidcProviderNodeSqliteNormal } from '../servers/oidc-provider-node-sqlite-normal.ts';

export const refreshRotating = loadScenario({
  name: 'refresh-rotating',
  title: 'Refresh with rotation, client without a secret',
  subject: cardea,
  peers: [oidcProviderNodeSqliteFull, oidcProviderNodeSqliteNormal],
  plan: rotationPlan,
  ratios: [
    { over: oidcProviderNodeSqliteNormal, atLeast: 8 },
    { over: oidcProviderNodeSqliteFull, atLeast: 20 },
  ],
});
