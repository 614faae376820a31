import { loadScenario } from '../load-scenario.ts';
import { cardeaSqld } from '../servers/cardea-sqld.ts';
import { opaqueTokenPlan } from './requests.ts';

export const serverModeTokenOpaque = loadScenario({
  name: 'server-mode-token-opaque',
  title: 'Server mode (sqld on loopback): opaque access tokens',
  subject: cardeaSqld,
  peers: [],
  plan: opaqueTokenPlan,
  ratios: [],
});
