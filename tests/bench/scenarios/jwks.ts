import { loadScenario } from '../load-scenario.ts';
import { cardea } from '../servers/cardea.ts';
import { constant } from '../servers/constant.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { documentPlan } from './requests.ts';

export const jwks = loadScenario({
  name: 'jwks',
  title: 'JSON Web Key Set',
  subject: cardea,
  peers: [constant, oidcProviderNodeSqliteFull],
  plan: ({ paths }) => documentPlan(paths.jwks, '"keys":['),
  ratios: [{ over: constant, atLeast: 0.85 }],
});
