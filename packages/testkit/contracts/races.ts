import { describe, expect, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import type { Guard } from '@cardea/core';
import { aClient, anAccessToken, anAuditEntry, aSigningKey, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const ROUNDS = 100;
const RUNNERS_A_RIVAL = 4;
const TIMEOUT_MS = 60_000;

/** Design D5: of units that race for the same thing, exactly one is held, and only its changes are there. */
export const racesContract = (open: OpenEmpty): void => {
  describe('races', () => {
    const subject = openForGroup(open);

    const race = async (guard: (runner: number) => Guard): Promise<void> => {
      const target = randomUUID();
      const barrier = Promise.withResolvers<void>();
      const runners = subject.rivals.flatMap((stores) => Array.from({ length: RUNNERS_A_RIVAL }, () => stores));
      const answers = runners.map(async (stores, runner) => {
        await barrier.promise;
        const entry = anAuditEntry({ target, detail: { runner } });
        return stores.commit({ guard: guard(runner), changes: [{ kind: 'audit.append', entry }] });
      });
      barrier.resolve();
      const held = await Promise.all(answers);
      expect(held.filter(Boolean)).toHaveLength(1);
      const entries = await subject.stores.audit.list({ limit: 100, target });
      expect(entries.map((entry) => entry.detail?.runner)).toEqual([held.indexOf(true)]);
    };

    const rounds = async (round: () => Promise<void>): Promise<void> => {
      for (let count = 0; count < ROUNDS; count++) await round();
    };

    test(
      'an assertion is claimed by one',
      () =>
        rounds(() => {
          const jti = randomUUID();
          return race(() => ({ kind: 'assertion.claim', issuer: 'i', jti, expiresAt: NOW }));
        }),
      TIMEOUT_MS,
    );

    test(
      'a token is revoked by one',
      () =>
        rounds(async () => {
          const token = anAccessToken();
          await subject.stores.commit({ changes: [{ kind: 'access_token.insert', token }] });
          await race(() => ({ kind: 'access_token.revoke', id: token.id, at: NOW }));
        }),
      TIMEOUT_MS,
    );

    test(
      'a signing key gets one successor',
      () =>
        rounds(async () => {
          const youngest = (await subject.stores.signingKeys.list()).at(-1);
          await race(() => ({ kind: 'signing_key.insert', key: aSigningKey(), after: youngest?.id }));
        }),
      TIMEOUT_MS,
    );

    test(
      'a version of a client is replaced by one',
      async () => {
        const client = aClient();
        await subject.stores.commit({ guard: { kind: 'client.insert', client }, changes: [] });
        let version = client.version;
        await rounds(() => {
          version++;
          return race((runner) => ({ kind: 'client.replace', client: { ...client, version, name: `by ${runner}` } }));
        });
        expect((await subject.stores.clients.findFresh(client.id))?.version).toBe(version);
      },
      TIMEOUT_MS,
    );
  });
};
