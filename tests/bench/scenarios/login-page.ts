import { loadScenario } from '../load-scenario.ts';
import { cardea } from '../servers/cardea.ts';
import { loginPagePlan } from './people-requests.ts';

export const loginPage = loadScenario({
  name: 'login-page',
  title: 'Sign-in page',
  subject: cardea,
  peers: [],
  plan: loginPagePlan,
  ratios: [],
  cpuAtMostMilliseconds: 5,
});
