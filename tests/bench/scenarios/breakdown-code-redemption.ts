import { breakdownScenario } from '../breakdown-scenario.ts';
import { redemptionPlan } from '../requests/codes.ts';

export const breakdownCodeRedemption = breakdownScenario({
  name: 'breakdown-code-redemption',
  title: 'Where the microseconds go: codes redeemed',
  plan: redemptionPlan,
});
