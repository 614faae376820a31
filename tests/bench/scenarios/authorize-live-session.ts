import { loadScenario } from '../load-scenario.ts';
import { cardea } from '../servers/cardea.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { oidcProviderNodeSqliteNormal } from '../servers/oidc-provider-node-sqlite-normal.ts';
import { authorizePlan } from './people-requests.ts';

export const authorizeLiveSession = loadScenario({
  name: 'authorize-live-session',
  title: 'Authorization request with a live session and remembered consent',
  subject: cardea,
  peers: [oidcProviderNodeSqliteFull, oidcProviderNodeSqliteNormal],
  plan: (server) => authorizePlan(server),
  ratios: [{ over: oidcProviderNodeSqliteNormal, atLeast: 5 }],
});
