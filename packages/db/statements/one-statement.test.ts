import { describe, expect, test } from 'bun:test';
import type { Guard } from '@cardea/core';
import { aClient, aResource, aScope, aSigningKey } from '@cardea/testkit';
import { guardCall, markedGuardCalls } from './guards.ts';

type Examples = { readonly [K in Guard['kind']]: Extract<Guard, { readonly kind: K }> };

const ID = 'AAAAAAAAAAAAAAAAAAAAAA';

/** One of every kind: a new guard does not compile before it stands here. */
const examples: Examples = {
  'client.unchanged': { kind: 'client.unchanged', id: 'c', version: 1 },
  'client.insert': { kind: 'client.insert', client: aClient() },
  'client.replace': { kind: 'client.replace', client: aClient({ version: 2 }) },
  'client.delete': { kind: 'client.delete', id: 'c' },
  'resource.insert': { kind: 'resource.insert', resource: aResource() },
  'resource.replace': { kind: 'resource.replace', resource: aResource({ version: 2 }) },
  'resource.delete': { kind: 'resource.delete', uri: 'https://api.example' },
  'scope.insert': { kind: 'scope.insert', scope: aScope() },
  'scope.replace': { kind: 'scope.replace', scope: aScope() },
  'scope.delete': { kind: 'scope.delete', name: 's' },
  'access_token.revoke': { kind: 'access_token.revoke', id: ID, at: 0 },
  'assertion.claim': { kind: 'assertion.claim', issuer: 'c', jti: 'j', expiresAt: 0 },
  'signing_key.insert': { kind: 'signing_key.insert', key: aSigningKey(), after: undefined },
  'signing_key.revoke': { kind: 'signing_key.revoke', id: 'k', at: 0 },
  'rate_limit.take': { kind: 'rate_limit.take', key: 'k', burst: 1, intervalMs: 1, nowMs: 0 },
};

/** The only one that spends nothing: it compares, in the transaction of the unit that depends on it. */
const COMPARES: readonly Guard['kind'][] = ['client.unchanged'];
const kinds = Object.keys(examples) as readonly Guard['kind'][];

describe('a guard is decided by one conditional write, and by no SELECT before it (design D5, S137)', () => {
  test.each(kinds.filter((kind) => !COMPARES.includes(kind)))(
    '%s: what decides is whether it changed a row',
    (kind) => {
      const { sql, decides } = guardCall(examples[kind]);
      expect(decides).toBe('by change');
      expect(sql).toMatch(/^(insert|update|delete) /);
      // An insert either fails to find its place, or has a condition; the others name what they change
      expect(sql).toMatch(/ on conflict do (nothing|update)| where /);
    },
  );

  test.each(kinds)('%s: inside the database, the mark is made by the very write or comparison that decides', (kind) => {
    const calls = markedGuardCalls(examples[kind], 7);
    const last = calls.at(-1);
    expect(last?.sql).toStartWith('insert into "unit_marks"');
    expect(last?.args).toContain(7);
    if (COMPARES.includes(kind)) expect(calls.map(({ sql }) => sql)).toEqual([expect.stringContaining('where exists')]);
    else
      expect(calls.map(({ sql }) => sql)).toEqual([
        guardCall(examples[kind]).sql,
        expect.stringMatching(/changes\(\) > 0$/),
      ]);
  });
});
