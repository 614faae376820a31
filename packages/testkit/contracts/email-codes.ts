import { describe, expect, test } from 'bun:test';
import type { EmailCode, Guard } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { anAccount } from '../builders/people.ts';
import { aTokenId } from '../builders/token-id.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const ROUNDS = 50;
const TIMEOUT_MS = 60_000;

export const emailCodesContract = (open: OpenEmpty): void => {
  describe('codes by mail', () => {
    const subject = openForGroup(open);
    const commit = (guard: Guard, stores = subject.stores): Promise<boolean> => stores.commit({ guard, changes: [] });
    const put = async (changes: Partial<EmailCode> = {}, state: 'active' | 'locked' = 'active'): Promise<EmailCode> => {
      const account = anAccount({ state });
      await commit({ kind: 'account.insert', account });
      const flowId = aTokenId(NOW * 1000);
      const code = { flowId, accountId: account.id, codeHash: 'right', attempts: 0, expiresAt: NOW + 60, ...changes };
      await subject.stores.commit({ changes: [{ kind: 'email_code.put', code }] });
      return code;
    };
    const attempt = ({ flowId, accountId }: EmailCode, at = NOW): Promise<boolean> =>
      commit({ kind: 'email_code.try', flowId, accountId, at });
    const use = ({ flowId, accountId }: EmailCode, codeHash = 'right', at = NOW): Promise<boolean> =>
      commit({ kind: 'email_code.use', flowId, accountId, codeHash, at });

    test('a code is used once, after a try was counted, by its account, in its time', async () => {
      const code = await put();
      expect(await use(code)).toBe(false);
      expect(await attempt(code)).toBe(true);
      expect(await use(code, 'wrong')).toBe(false);
      expect(await use({ ...code, accountId: anAccount().id })).toBe(false);
      expect(await use({ ...code, flowId: aTokenId(NOW * 1000) })).toBe(false);
      expect(await use(code, 'right', NOW + 60)).toBe(false);
      expect(await use(code)).toBe(true);
      expect(await subject.stores.emailCodes.find(code.flowId)).toBeUndefined();
      expect(await use(code)).toBe(false);
      expect(await attempt(code)).toBe(false);
    });

    test('a code is tried five times, and dead then', async () => {
      const code = await put();
      for (let count = 0; count < 5; count++) expect(await attempt(code)).toBe(true);
      expect(await attempt(code)).toBe(false);
      expect((await subject.stores.emailCodes.find(code.flowId))?.attempts).toBe(5);
      expect(await attempt(code, NOW + 60)).toBe(false);
    });

    test('a newer code takes the place of the one before', async () => {
      const code = await put({ attempts: 5 });
      const newer = { ...code, codeHash: 'newer', attempts: 0 };
      await subject.stores.commit({ changes: [{ kind: 'email_code.put', code: newer }] });
      expect(await subject.stores.emailCodes.find(code.flowId)).toEqual(newer);
      expect(await attempt(newer)).toBe(true);
      expect(await use(newer)).toBe(false);
      expect(await use(newer, 'newer')).toBe(true);
    });

    test('whoever is locked uses none (design D12), and an expired one is removed', async () => {
      const code = await put({}, 'locked');
      await attempt(code);
      expect(await use(code)).toBe(false);
      await subject.stores.removeExpired({ now: code.expiresAt, limit: 1000 });
      expect(await subject.stores.emailCodes.find(code.flowId)).toBeUndefined();
    });

    test(
      'of many that try and use a code at once, five try and one uses it (S095)',
      async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const code = await put();
          const { rivals } = subject;
          const runners = Array.from({ length: 20 }, (_, runner) => rivals[runner % rivals.length] ?? subject.stores);
          const { flowId, accountId } = code;
          const tried = await Promise.all(
            runners.map((stores) => commit({ kind: 'email_code.try', flowId, accountId, at: NOW }, stores)),
          );
          expect(tried.filter(Boolean)).toHaveLength(5);
          const used = await Promise.all(
            runners.map((stores) =>
              commit({ kind: 'email_code.use', flowId, accountId, codeHash: 'right', at: NOW }, stores),
            ),
          );
          expect(used.filter(Boolean)).toHaveLength(1);
        }
      },
      TIMEOUT_MS,
    );
  });
};
