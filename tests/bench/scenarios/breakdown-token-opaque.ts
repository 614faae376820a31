import { breakdownScenario } from '../breakdown-scenario.ts';
import { opaqueTokenPlan } from './requests.ts';

export const breakdownTokenOpaque = breakdownScenario({
  name: 'breakdown-token-opaque',
  title: 'Where the microseconds go: opaque access tokens',
  plan: opaqueTokenPlan,
});
