import { describe, expect, test } from 'bun:test';
import type { z } from 'zod';
import { codesByStatus } from '../problems/code-status.ts';
import type { explanation } from '../schemas/explain.ts';
import { explainCall } from './explain-call.ts';

/** As the core tells of a code that is none of the protocol. */
const kept = (code: string): z.output<typeof explanation> => ({
  ...{ id: 'i', requestId: 'r', at: 1, endpoint: 'admin', address: '192.0.2.1', description: 'As it was told' },
  ...{ code, error: '', status: 0, section: '', mend: 'Look at the log of the server', checks: [] },
});

describe('a refused call of the management', () => {
  test('is explained for every code: status, what to do, and the one check that failed', () => {
    for (const [status, codes] of codesByStatus()) {
      for (const code of codes) {
        const told = explainCall(kept(code));
        expect(told).toMatchObject({ code, status, error: code, description: 'As it was told' });
        expect(told.mend).not.toMatch(/^(Look at the log of the server)?$/);
        const outcomes = told.checks.map(({ outcome }) => outcome);
        const failedAt = outcomes.indexOf('failed');
        expect(failedAt).toBeGreaterThanOrEqual(0);
        expect(outcomes.slice(0, failedAt).every((outcome) => outcome === 'passed')).toBe(true);
        expect(outcomes.slice(failedAt + 1).every((outcome) => outcome === 'not_reached')).toBe(true);
      }
    }
  });

  test('is told in the order in which it is judged: the role before the form, the form before what is asked', () => {
    const failed = (code: string) => explainCall(kept(code)).checks.findIndex(({ outcome }) => outcome === 'failed');
    const order = ['authority.scope', 'authority.role', 'authority.step_up', 'input.invalid', 'client.conflict'];
    expect(order.map(failed)).toEqual(order.map(failed).toSorted((a, b) => a - b));
    expect(failed('authority.owners_only')).toBeLessThan(failed('client.conflict'));
  });

  test.each(['scope.not_allowed', 'of.another_version', '__proto__', ''])('%p is left as it is', (code) => {
    expect(explainCall(kept(code))).toEqual(kept(code));
  });

  test('what is explained already stays so', () => {
    const checks = [{ check: 'x', rule: 'y', section: 'z', outcome: 'failed' }] as const;
    expect(explainCall({ ...kept('authority.role'), checks }).checks).toEqual(checks);
  });
});
