import { loadScenario } from '../load-scenario.ts';
import { cardea } from '../servers/cardea.ts';
import { constant } from '../servers/constant.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { documentPlan } from './requests.ts';

export const discovery = loadScenario({
  name: 'discovery',
  title: 'Discovery document',
  subject: cardea,
  peers: [constant, oidcProviderNodeSqliteFull],
  plan: ({ paths }) => documentPlan(paths.discovery, '"issuer":"'),
  ratios: [{ over: constant, atLeast: 0.85 }],
});
