import { createCaller, router } from './procedures/trpc.ts';
import { auditRouter } from './routers/audit.ts';
import { brandingRouter } from './routers/branding.ts';
import { clientsRouter } from './routers/clients.ts';
import { explainRouter } from './routers/explain.ts';
import { grantsRouter } from './routers/grants.ts';
import { identityProvidersRouter } from './routers/identity-providers.ts';
import { keysRouter } from './routers/keys.ts';
import { outboxRouter } from './routers/outbox.ts';
import { registrationTokensRouter } from './routers/registration-tokens.ts';
import { resourcesRouter } from './routers/resources.ts';
import { scopesRouter } from './routers/scopes.ts';
import { sessionsRouter } from './routers/sessions.ts';
import { settingsRouter } from './routers/settings.ts';
import { statsRouter } from './routers/stats.ts';
import { systemRouter } from './routers/system.ts';
import { tokensRouter } from './routers/tokens.ts';
import { trustedIssuersRouter } from './routers/trusted-issuers.ts';
import { usersRouter } from './routers/users.ts';

/** The contract of the management: the command line and the console are its clients. */
export const adminRouter = router({
  users: usersRouter,
  clients: clientsRouter,
  resources: resourcesRouter,
  scopes: scopesRouter,
  tokens: tokensRouter,
  keys: keysRouter,
  registrationTokens: registrationTokensRouter,
  identityProviders: identityProvidersRouter,
  sessions: sessionsRouter,
  grants: grantsRouter,
  audit: auditRouter,

  trustedIssuers: trustedIssuersRouter,
  explain: explainRouter,
  stats: statsRouter,
  branding: brandingRouter,
  outbox: outboxRouter,
  settings: settingsRouter,
  system: systemRouter,
});

export type AdminRouter = typeof adminRouter;

/** The procedures without a network between. */
export const createAdminCaller = createCaller(adminRouter);
