import type { Scenario } from './scenario.ts';
import { breakdownIntrospection } from './scenarios/breakdown-introspection.ts';
import { breakdownTokenOpaque } from './scenarios/breakdown-token-opaque.ts';
import { discovery } from './scenarios/discovery.ts';
import { introspection } from './scenarios/introspection.ts';
import { jwks } from './scenarios/jwks.ts';
import { serverModeIntrospection } from './scenarios/server-mode-introspection.ts';
import { serverModeTokenOpaque } from './scenarios/server-mode-token-opaque.ts';
import { startUp } from './scenarios/start-up.ts';
import { tokenJwt } from './scenarios/token-jwt.ts';
import { tokenOpaque } from './scenarios/token-opaque.ts';

/** What is measured, in this order. */
export const SCENARIOS: readonly Scenario[] = [
  tokenOpaque,
  tokenJwt,
  introspection,
  discovery,
  jwks,
  startUp,
  serverModeTokenOpaque,
  serverModeIntrospection,
  breakdownTokenOpaque,
  breakdownIntrospection,
];
