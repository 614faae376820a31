import { loadScenario } from '../load-scenario.ts';
import { pushedPlan } from '../requests/pushed.ts';
import { cardea } from '../servers/cardea.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { oidcProviderNodeSqliteNormal } from '../servers/oidc-provider-node-sqlite-normal.ts';

export const par = loadScenario({
  name: 'par',
  title: 'Pushed authorization requests',
  subject: cardea,
  peers: [oidcProviderNodeSqliteFull, oidcProviderNodeSqliteNormal],
  plan: pushedPlan,
  ratios: [],
});
