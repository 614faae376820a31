import { loadScenario } from '../load-scenario.ts';
import { authorizePlan } from '../requests/codes.ts';
import { cardea } from '../servers/cardea.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { oidcProviderNodeSqliteNormal } from '../servers/oidc-provider-node-sqlite-normal.ts';

export const authorizeLiveSession = loadScenario({
  name: 'authorize-live-session',
  title: 'Authorization request with a live session and remembered consent',
  subject: cardea,
  peers: [oidcProviderNodeSqliteFull, oidcProviderNodeSqliteNormal],
  plan: (server) => authorizePlan(server, 'web'),
  ratios: [{ over: oidcProviderNodeSqliteNormal, atLeast: 5 }],
});
