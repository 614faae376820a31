import { loadScenario } from '../load-scenario.ts';
import { devicePollPlan } from '../requests/device.ts';
import { cardea } from '../servers/cardea.ts';
import { oidcProviderNodeSqliteFull } from '../servers/oidc-provider-node-sqlite-full.ts';
import { oidcProviderNodeSqliteNormal } from '../servers/oidc-provider-node-sqlite-normal.ts';

export const devicePoll = loadScenario({
  name: 'device-poll',
  title: 'Polls of devices that nobody has allowed yet',
  subject: cardea,
  peers: [oidcProviderNodeSqliteFull, oidcProviderNodeSqliteNormal],
  plan: devicePollPlan,
  ratios: [],
});
