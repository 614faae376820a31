import type { Command } from '../parse/command.ts';
import { auditExport } from './audit/export.ts';
import { auditLs } from './audit/ls.ts';
import { auditVerify } from './audit/verify.ts';
import { authAdd } from './auth/add.ts';
import { authLs } from './auth/ls.ts';
import { authReset } from './auth/reset.ts';
import { authRm } from './auth/rm.ts';
import { authShow } from './auth/show.ts';
import { brandingReset } from './branding/reset.ts';
import { brandingSet } from './branding/set.ts';
import { brandingShow } from './branding/show.ts';
import { clientsAdd } from './clients/add.ts';
import { clientsLs } from './clients/ls.ts';
import { clientsMod } from './clients/mod.ts';
import { clientsReset } from './clients/reset.ts';
import { clientsRm } from './clients/rm.ts';
import { clientsShow } from './clients/show.ts';
import { configurationApply } from './configuration/apply.ts';
import { configurationExport } from './configuration/export.ts';
import { configurationPlan } from './configuration/plan.ts';
import { explainAuthorize } from './explain/authorize.ts';
import { explainLs } from './explain/ls.ts';
import { explainShow } from './explain/show.ts';
import { explainToken } from './explain/token.ts';
import { grantsLs } from './grants/ls.ts';
import { grantsRm } from './grants/rm.ts';
import { issuersAdd } from './issuers/add.ts';
import { issuersLs } from './issuers/ls.ts';
import { issuersMod } from './issuers/mod.ts';
import { issuersRm } from './issuers/rm.ts';
import { issuersShow } from './issuers/show.ts';
import { keysLs } from './keys/ls.ts';
import { keysRetire } from './keys/retire.ts';
import { keysRotate } from './keys/rotate.ts';
import { outboxDrop } from './outbox/drop.ts';
import { outboxLs } from './outbox/ls.ts';
import { outboxRetry } from './outbox/retry.ts';
import { outboxShow } from './outbox/show.ts';
import { providersAdd } from './providers/add.ts';
import { providersLs } from './providers/ls.ts';
import { providersMod } from './providers/mod.ts';
import { providersRm } from './providers/rm.ts';
import { providersShow } from './providers/show.ts';
import { providersTest } from './providers/test.ts';
import { registrationTokensAdd } from './registration-tokens/add.ts';
import { registrationTokensLs } from './registration-tokens/ls.ts';
import { registrationTokensRm } from './registration-tokens/rm.ts';
import { resourcesAdd } from './resources/add.ts';
import { resourcesLs } from './resources/ls.ts';
import { resourcesMod } from './resources/mod.ts';
import { resourcesRm } from './resources/rm.ts';
import { resourcesShow } from './resources/show.ts';
import { scopesAdd } from './scopes/add.ts';
import { scopesLs } from './scopes/ls.ts';
import { scopesMod } from './scopes/mod.ts';
import { scopesRm } from './scopes/rm.ts';
import { sessionsLs } from './sessions/ls.ts';
import { sessionsRm } from './sessions/rm.ts';
import { settingsGet } from './settings/get.ts';
import { settingsLs } from './settings/ls.ts';
import { settingsReset } from './settings/reset.ts';
import { settingsSet } from './settings/set.ts';
import { backup } from './system/backup.ts';
import { doctor } from './system/doctor.ts';
import { migrate } from './system/migrate.ts';
import { restore } from './system/restore.ts';
import { serve } from './system/serve.ts';
import { setup } from './system/setup.ts';
import { stats } from './system/stats.ts';
import { tokensLs } from './tokens/ls.ts';
import { tokensRevoke } from './tokens/revoke.ts';
import { tokensRm } from './tokens/rm.ts';
import { tokensShow } from './tokens/show.ts';
import { usersAdd } from './users/add.ts';
import { usersFactors } from './users/factors.ts';
import { usersLinks } from './users/links.ts';
import { usersLs } from './users/ls.ts';
import { usersMod } from './users/mod.ts';
import { usersPasswd } from './users/passwd.ts';
import { usersResetFactors } from './users/reset-factors.ts';
import { usersResetLink } from './users/reset-link.ts';
import { usersRm } from './users/rm.ts';
import { usersShow } from './users/show.ts';
import { usersUnlink } from './users/unlink.ts';

/** Every command, in the order in which help and the reference documentation show them. */
export const commands: readonly Command[] = [
  serve,
  setup,
  doctor,
  stats,
  usersAdd,
  usersLs,
  usersShow,
  usersMod,
  usersPasswd,
  usersResetLink,
  usersRm,
  usersFactors,
  usersResetFactors,
  usersLinks,
  usersUnlink,
  sessionsLs,
  sessionsRm,
  grantsLs,
  grantsRm,
  tokensLs,
  tokensShow,
  tokensRm,
  tokensRevoke,
  providersAdd,
  providersLs,
  providersShow,
  providersMod,
  providersTest,
  providersRm,
  clientsAdd,
  clientsLs,
  clientsShow,
  clientsMod,
  clientsReset,
  clientsRm,
  registrationTokensAdd,
  registrationTokensLs,
  registrationTokensRm,
  authAdd,
  authLs,
  authShow,
  authRm,
  authReset,
  resourcesAdd,
  resourcesLs,
  resourcesShow,
  resourcesMod,
  resourcesRm,
  issuersAdd,
  issuersLs,
  issuersShow,
  issuersMod,
  issuersRm,
  scopesAdd,
  scopesLs,
  scopesMod,
  scopesRm,
  brandingShow,
  brandingSet,
  brandingReset,
  keysLs,
  keysRotate,
  keysRetire,
  settingsLs,
  settingsGet,
  settingsSet,
  settingsReset,
  outboxLs,
  outboxShow,
  outboxRetry,
  outboxDrop,
  auditLs,
  auditVerify,
  auditExport,
  explainShow,
  explainLs,
  explainToken,
  explainAuthorize,
  configurationExport,
  configurationPlan,
  configurationApply,
  backup,
  restore,
  migrate,
];

/** What the commands of a group are about. */
export const groups: Readonly<Record<string, string>> = {
  users: 'The people who sign in.',
  sessions: 'Where people are signed in.',
  tokens: 'The access tokens that clients and people have.',
  grants: 'What people have allowed applications.',
  providers: 'The identity providers that people may sign in at.',
  clients: 'The clients that get tokens.',
  'registration-tokens': 'Tokens with which software registers clients.',
  auth: 'Access tokens, and those you make yourself.',
  resources: 'The APIs that take the tokens.',
  issuers: 'The issuers whose word counts for tokens.',
  scopes: 'What tokens may do.',
  branding: 'What people see.',
  keys: 'The keys that sign.',
  settings: 'How this server is set up, and what may be changed while it runs.',
  outbox: 'Mail and notices that are to reach the outside.',
  explain: 'Why requests were refused.',
  audit: 'What was changed, by whom and from where.',
};

/** What the exit code of a command says. */
export const exitCodes: Readonly<Record<number, string>> = {
  0: 'Done.',
  1: 'Refused, not found or failed; standard error says why and what to do.',
  2: 'The command line is wrong, or something that cannot be undone lacks --yes. Nothing was done. plan: something differs.',
  69: 'serve: the server could not start.',
  78: 'A setting is wrong.',
};
