import { loadScenario } from '../load-scenario.ts';
import { redemptionPlan } from '../requests/codes.ts';
import { cardea } from '../servers/cardea.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { oidcProviderNodeSqliteNormal } from '../servers/oidc-provider-node-sqlite-normal.ts';

export const codeRedemption = loadScenario({
  name: 'code-redemption',
  title: 'Codes redeemed (access, refresh and ES256 ID token)',
  subject: cardea,
  peers: [oidcProviderNodeSqliteFull, oidcProviderNodeSqliteNormal],
  plan: redemptionPlan,
  ratios: [{ over: oidcProviderNodeSqliteNormal, atLeast: 8 }],
});
