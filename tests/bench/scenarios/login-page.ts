import { loadScenario } from '../load-scenario.ts';
import { loginPagePlan } from '../requests/login-page.ts';
import { cardea } from '../servers/cardea.ts';

export const loginPage = loadScenario({
  name: 'login-page',
  title: 'Sign-in page',
  subject: cardea,
  peers: [],
  plan: loginPagePlan,
  ratios: [],
  cpuAtMostMilliseconds: 5,
});
