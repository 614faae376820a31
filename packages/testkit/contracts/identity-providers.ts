import { describe, expect, test } from 'bun:test';
import type { Guard, UpstreamAttempt } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aBrowserSession } from '../builders/people.ts';
import { anIdentityLink, anUpstreamAttempt } from '../builders/upstream.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';
import { addAccount, addProvider, holds, ROUNDS, race, TIMEOUT_MS } from './upstream-set-up.ts';

export const identityProvidersContract = (open: OpenEmpty): void => {
  describe('identity providers', () => {
    const subject = openForGroup(open);

    test('a provider is found as it was inserted, once, and listed in the order of creation', async () => {
      const { stores } = subject;
      const first = await addProvider(stores);
      const second = await addProvider(stores, {
        enabled: false,
        issuer: undefined,
        preset: 'github',
        endpoints: {
          authorization: 'https://a.example/a',
          token: 'https://a.example/t',
          userinfo: 'https://a.example/u',
        },
        secret: undefined,
        allowedDomains: ['a.example'],
        hostedDomain: 'a.example',
      });
      expect(await holds(stores, { kind: 'identity_provider.insert', provider: { ...first, name: 'Other' } })).toBe(
        false,
      );
      expect(await stores.identityProviders.find(first.id)).toEqual(first);
      expect(await stores.identityProviders.list()).toEqual([first, second]);
      expect(await stores.identityProviders.find('nobody')).toBeUndefined();
    });

    test('a provider is replaced by its next version alone', async () => {
      const { stores } = subject;
      const provider = await addProvider(stores);
      const next = { ...provider, version: 2, name: 'Another name', secret: undefined };
      expect(await holds(stores, { kind: 'identity_provider.replace', provider: next })).toBe(true);
      expect(await holds(stores, { kind: 'identity_provider.replace', provider: next })).toBe(false);
      expect(await stores.identityProviders.find(provider.id)).toEqual(next);
    });

    test('links and attempts go with their provider, and no others', async () => {
      const { stores } = subject;
      const [provider, other] = [await addProvider(stores), await addProvider(stores)];
      const account = await addAccount(stores);
      const links = [provider, other].map(({ id }) => anIdentityLink({ providerId: id, accountId: account.id }));
      const attempts = [provider, other].map(({ id }) => anUpstreamAttempt({ providerId: id }));
      for (const link of links) await holds(stores, { kind: 'identity_link.insert', link });
      await stores.commit({
        changes: attempts.map((attempt) => ({ kind: 'upstream_attempt.insert', attempt }) as const),
      });
      expect(await holds(stores, { kind: 'identity_provider.delete', id: provider.id })).toBe(true);
      expect(await holds(stores, { kind: 'identity_provider.delete', id: provider.id })).toBe(false);
      expect(await stores.identityLinks.list(account.id)).toEqual(links.slice(1));
      const found = await Promise.all(attempts.map(({ id }) => stores.upstreamAttempts.find(id)));
      expect(found).toEqual([undefined, attempts[1]]);
    });
  });
};

export const upstreamAttemptsContract = (open: OpenEmpty): void => {
  describe('attempts to sign in at a provider', () => {
    const subject = openForGroup(open);
    const add = async (changes?: Partial<UpstreamAttempt>): Promise<UpstreamAttempt> => {
      const attempt = anUpstreamAttempt(changes);
      await subject.stores.commit({ changes: [{ kind: 'upstream_attempt.insert', attempt }] });
      return attempt;
    };
    const finish = ({ id, browserHash }: UpstreamAttempt, at = NOW): Guard => ({
      kind: 'upstream_attempt.finish',
      id,
      browserHash,
      at,
    });

    test('an attempt is found as it was inserted, and by no other text', async () => {
      for (const attempt of [await add(), await add({ flowId: undefined, sessionId: aBrowserSession().id })])
        expect(await subject.stores.upstreamAttempts.find(attempt.id)).toEqual(attempt);
      expect(await subject.stores.upstreamAttempts.find('no id')).toBeUndefined();
    });

    test('an attempt is finished once, by its browser, and not after it expired (S100)', async () => {
      const attempt = await add();
      const { stores } = subject;
      expect(await holds(stores, finish({ ...attempt, browserHash: 'another' }))).toBe(false);
      expect(await holds(stores, finish(attempt, attempt.expiresAt))).toBe(false);
      expect(await holds(stores, finish(attempt))).toBe(true);
      expect(await holds(stores, finish(attempt))).toBe(false);
    });

    test(
      'of many that finish an attempt at once, one is held (design D5)',
      async () => {
        for (let round = 0; round < ROUNDS; round++) {
          const attempt = await add();
          expect(await race(subject, () => finish(attempt))).toBe(1);
        }
      },
      TIMEOUT_MS,
    );

    test('an attempt is removed once it has expired', async () => {
      const { stores } = subject;
      const [gone, kept] = [await add({ expiresAt: NOW }), await add()];
      await stores.removeExpired({ now: NOW, limit: 1000 });
      expect(await stores.upstreamAttempts.find(gone.id)).toBeUndefined();
      expect(await stores.upstreamAttempts.find(kept.id)).toEqual(kept);
    });
  });
};
