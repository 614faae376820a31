import { breakdownScenario } from '../breakdown-scenario.ts';
import { refreshPlan } from '../requests/refresh.ts';

export const breakdownRefresh = breakdownScenario({
  name: 'breakdown-refresh',
  title: 'Where the microseconds go: refresh, client with a secret',
  plan: refreshPlan,
});
