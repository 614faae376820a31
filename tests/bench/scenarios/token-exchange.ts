import { loadScenario } from '../load-scenario.ts';
import { exchangePlan } from '../requests/exchange.ts';
import { cardea } from '../servers/cardea.ts';

export const tokenExchange = loadScenario({
  name: 'token-exchange',
  title: 'Token exchange (opaque for ES256 JWT)',
  subject: cardea,
  peers: [],
  plan: exchangePlan,
  ratios: [],
});
