import { authorizeChecks } from './authorize-checks.ts';
import { clientChecks } from './client-checks.ts';
import { grantChecks } from './grant-checks.ts';
import { peopleChecks } from './people-checks.ts';
import { requestChecks } from './request-checks.ts';

/** Every check there is. Each refusal is of one. */
export const checks = {
  ...requestChecks,
  ...clientChecks,
  ...grantChecks,
  ...authorizeChecks,
  ...peopleChecks,
} as const;

export type CheckName = keyof typeof checks;

/** The codes that the tables place. A refusal without a check does not compile where one is looked up: it belongs into a table. */
export type PlacedCode = (typeof checks)[CheckName]['codes'][number];
