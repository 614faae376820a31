import { expect, test } from 'bun:test';
import { refusals } from '@cardea/protocol';
import { grantRegistry } from '../grants/registry.ts';
import { checks } from './checks/checks.ts';
import { checksBehind, explain } from './explain.ts';
import { sequences } from './sequences.ts';

const outcomes = (failure: Parameters<typeof checksBehind>[0]) =>
  Object.fromEntries(checksBehind(failure).map(({ check, outcome }) => [check, outcome]));

test('every refusal is of one check', () => {
  const placed = Object.values(checks).flatMap(({ codes }) => codes as readonly string[]);
  expect(placed.toSorted()).toEqual(Object.keys(refusals).toSorted());
});

test('no endpoint makes a check twice, and every grant has its way', () => {
  for (const { checks: first, ways = {} } of Object.values(sequences)) {
    for (const way of [[], ...Object.values(ways)]) {
      const order = [...first, ...way];
      expect(new Set(order).size).toBe(order.length);
    }
  }
  expect(Object.keys(sequences.token?.ways ?? {}).toSorted()).toEqual([...grantRegistry.keys()].toSorted());
});

test('what comes before the check that failed has passed, what comes after it was not reached', () => {
  const shown = outcomes({ endpoint: 'token', code: 'code.other_client', detail: { grant: 'authorization_code' } });
  expect(shown).toMatchObject({
    clientProof: 'passed',
    codeKnown: 'passed',
    codeClient: 'failed',
    codeUnused: 'not_reached',
  });
  expect(shown).not.toContainKey('refreshKnown');
});

test('without a grant nothing is said of what grants check', () => {
  const shown = outcomes({ endpoint: 'token', code: 'client.secret_wrong' });
  expect(shown).toMatchObject({ clientKnown: 'passed', clientProof: 'failed', grantKnown: 'not_reached' });
  expect(shown).not.toContainKey('codeKnown');
});

test('who failed too often sees the check that they failed, and that it was too often', () => {
  const shown = outcomes({ endpoint: 'token', code: 'server.rate_limited', detail: { after: 'client.secret_wrong' } });
  expect(shown).toMatchObject({ attempts: 'failed', clientProof: 'failed', grantKnown: 'not_reached' });
});

test('a refusal of another version, endpoint or grant is told as far as it is known', () => {
  const kept = { id: 'i', requestId: 'r', at: 1, endpoint: 'token', code: 'x.y', address: 'a', removeAt: 2 };
  expect(explain(kept)).toMatchObject({ code: 'x.y', checks: [] });
  expect(outcomes({ endpoint: '__proto__', code: 'login.unknown' })).toMatchObject({
    page: 'passed',
    password: 'failed',
  });
  expect(outcomes({ endpoint: 'token', code: 'scope.not_allowed', detail: { grant: '__proto__' } })).toMatchObject({
    scopeAllowed: 'failed',
  });
});
