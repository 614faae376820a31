import { loadScenario } from '../load-scenario.ts';
import { cardeaSqld } from '../servers/cardea-sqld.ts';
import { introspectionPlan } from './requests.ts';

export const serverModeIntrospection = loadScenario({
  name: 'server-mode-introspection',
  title: 'Server mode (sqld on loopback): introspection of opaque tokens',
  subject: cardeaSqld,
  peers: [],
  plan: introspectionPlan,
  ratios: [],
});
