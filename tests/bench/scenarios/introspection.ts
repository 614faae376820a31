import { loadScenario } from '../load-scenario.ts';
import { cardea } from '../servers/cardea.ts';
import { constant } from '../servers/constant.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { introspectionPlan } from './requests.ts';

export const introspection = loadScenario({
  name: 'introspection',
  title: 'Introspection of opaque tokens',
  subject: cardea,
  peers: [constant, oidcProviderNodeSqliteFull],
  plan: introspectionPlan,
  ratios: [{ over: constant, atLeast: 0.3 }],
});
