import { breakdownScenario } from '../breakdown-scenario.ts';
import { introspectionPlan } from './requests.ts';

export const breakdownIntrospection = breakdownScenario({
  name: 'breakdown-introspection',
  title: 'Where the microseconds go: introspection',
  plan: introspectionPlan,
});
