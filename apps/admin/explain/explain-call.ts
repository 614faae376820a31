import { managementErrors } from '@cardea/core';
import type { z } from 'zod';
import { authorityProblems } from '../problems/authority-problems.ts';
import { statusOfCode } from '../problems/code-status.ts';
import type { ProblemCode } from '../problems/problem.ts';
import { faults } from '../problems/status.ts';
import type { explanation } from '../schemas/explain.ts';
import { systemErrors } from '../system/system-errors.ts';

type Explanation = z.output<typeof explanation>;

const GUIDE = 'docs/guides/admin-api.md';

/** What a call of the management goes through, in this order. What it is refused for is found by its code. */
const callChecks = [
  { check: 'callKnown', rule: 'Whoever calls has signed in, or has an access token that lives', codes: [] },
  { check: 'callProcedure', rule: 'This server knows what is called', codes: ['procedure.unknown'] },
  { check: 'callScope', rule: 'The access token was given for it', codes: ['authority.scope'] },
  { check: 'callRole', rule: 'The role of the person allows it', codes: ['authority.role'] },
  {
    check: 'callStepUp',
    rule: 'For what is dangerous: a sign-in of just now with a second factor',
    codes: ['authority.step_up'],
  },
  { check: 'callInput', rule: 'What is sent has the right form', codes: ['input.invalid'] },
  {
    check: 'callRights',
    rule: 'Nobody goes beyond their own rights, nor changes somebody of a higher role',
    codes: ['authority.own_rights', 'authority.higher_role', 'authority.owners_only', 'authority.operator_only'],
  },
  { check: 'callRules', rule: 'It exists, nobody changed it meanwhile, and it may become what is asked', codes: [] },
] as const satisfies readonly {
  readonly check: string;
  readonly rule: string;
  readonly codes: readonly ProblemCode[];
}[];

const mends: Readonly<Record<string, { readonly mend: string }>> = {
  ...managementErrors,
  ...systemErrors,
  ...authorityProblems,
  ...faults,
  'input.invalid': { mend: 'Correct the field named' },
};

const checksBehind = (code: string): Explanation['checks'] => {
  const placed = callChecks.findIndex(({ codes }) => codes.some((known: string) => known === code));
  const failedAt = placed < 0 ? callChecks.length - 1 : placed;
  return callChecks.map(({ check, rule }, index) => ({
    check,
    rule,
    section: GUIDE,
    outcome: index === failedAt ? 'failed' : index < failedAt ? 'passed' : 'not_reached',
  }));
};

/** What is kept of a refused call of the management, in full; anything else as it is. */
export const explainCall = <T extends Explanation>(kept: T): T => {
  const mend = Object.hasOwn(mends, kept.code) ? mends[kept.code]?.mend : undefined;
  const status = statusOfCode(kept.code);
  if (mend === undefined || status === undefined || kept.checks.length > 0) return kept;
  return { ...kept, error: kept.code, status, section: GUIDE, mend, checks: checksBehind(kept.code) };
};
