import type { Scenario } from './scenario.ts';
import { authorizeLiveSession } from './scenarios/authorize-live-session.ts';
import { breakdownCodeRedemption } from './scenarios/breakdown-code-redemption.ts';
import { breakdownIntrospection } from './scenarios/breakdown-introspection.ts';
import { breakdownRefresh } from './scenarios/breakdown-refresh.ts';
import { breakdownTokenOpaque } from './scenarios/breakdown-token-opaque.ts';
import { codeRedemption } from './scenarios/code-redemption.ts';
import { devicePoll } from './scenarios/device-poll.ts';
import { discovery } from './scenarios/discovery.ts';
import { dpopRefresh } from './scenarios/dpop-refresh.ts';
import { introspection } from './scenarios/introspection.ts';
import { jwks } from './scenarios/jwks.ts';
import { loginPage } from './scenarios/login-page.ts';
import { managementLists } from './scenarios/management-lists.ts';
import { par } from './scenarios/par.ts';
import { refresh } from './scenarios/refresh.ts';
import { refreshRotating } from './scenarios/refresh-rotating.ts';
import { serverModeIntrospection } from './scenarios/server-mode-introspection.ts';
import { serverModeTokenOpaque } from './scenarios/server-mode-token-opaque.ts';
import { startUp } from './scenarios/start-up.ts';
import { tokenExchange } from './scenarios/token-exchange.ts';
import { tokenJwt } from './scenarios/token-jwt.ts';
import { tokenOpaque } from './scenarios/token-opaque.ts';

/** What is measured, in this order. */
export const SCENARIOS: readonly Scenario[] = [
  tokenOpaque,
  tokenJwt,
  introspection,
  discovery,
  jwks,
  codeRedemption,
  refresh,
  refreshRotating,
  authorizeLiveSession,
  loginPage,
  par,
  devicePoll,
  dpopRefresh,
  tokenExchange,
  startUp,
  managementLists,
  serverModeTokenOpaque,
  serverModeIntrospection,
  breakdownTokenOpaque,
  breakdownIntrospection,
  breakdownCodeRedemption,
  breakdownRefresh,
];
