import { describe, expect, test } from 'bun:test';
import { randomUUID } from 'node:crypto';
import type { TrustedIssuer, TrustedIssuerGuard, Unit } from '@cardea/core';
import { BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { aTrustedIssuer } from '../builders/trusted-issuer.ts';
import { grantIn } from './a-grant.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const ROUNDS = 50;
const RIVALS = 12;
const TIMEOUT_MS = 60_000;

export const trustedIssuersContract = (open: OpenEmpty): void => {
  describe('trusted issuers', () => {
    const subject = openForGroup(open);
    const decide = (guard: NonNullable<Unit['guard']>): Promise<boolean> =>
      subject.stores.commit({ guard, changes: [] });
    const add = async (trusted = aTrustedIssuer()): Promise<TrustedIssuer> => {
      expect(await decide({ kind: 'trusted_issuer.insert', trusted })).toBe(true);
      return trusted;
    };
    const find = (issuer: string) => subject.stores.trustedIssuers.find(issuer);

    test('are found as they were registered, once each, in their order', async () => {
      const [one, other] = [
        await add(aTrustedIssuer({ jwks: undefined, jwksUri: 'https://x.example/keys', clients: ['a'] })),
        await add(),
      ];
      expect(await find(one.issuer)).toEqual(one);
      expect(await find(`${one.issuer}/`)).toBeUndefined();
      expect(await decide({ kind: 'trusted_issuer.insert', trusted: { ...one, name: 'again' } })).toBe(false);
      const listed = await subject.stores.trustedIssuers.list();
      expect(listed.slice(-2)).toEqual([one, other]);
    });

    test('are replaced by their next version alone, and removed once', async () => {
      const old = await add();
      const next = { ...old, version: 2, enabled: false };
      expect(await decide({ kind: 'trusted_issuer.replace', trusted: { ...next, version: 3 } })).toBe(false);
      expect(await decide({ kind: 'trusted_issuer.replace', trusted: next })).toBe(true);
      expect(await decide({ kind: 'trusted_issuer.replace', trusted: next })).toBe(false);
      expect(await find(old.issuer)).toEqual(next);
      expect(await decide({ kind: 'trusted_issuer.delete', issuer: old.issuer })).toBe(true);
      expect(await decide({ kind: 'trusted_issuer.delete', issuer: old.issuer })).toBe(false);
      expect(await find(old.issuer)).toBeUndefined();
    });

    const redeeming = async () => {
      const [{ client, account }, trusted] = [await grantIn(subject.stores), await add()];
      return (changes: Partial<Extract<TrustedIssuerGuard, { kind: 'assertion.redeem' }>> = {}) =>
        ({
          kind: 'assertion.redeem',
          at: NOW,
          client: { id: client.id, version: client.version },
          accountIds: [account.id],
          authorizationIds: [],
          tokenIds: [],
          issuer: trusted.issuer,
          jti: 'a jti',
          expiresAt: NOW + 60,
          trustedVersion: trusted.version,
          ...changes,
        }) as const;
    };

    test('are named by what comes of their word and spends nothing, while they are trusted and unchanged', async () => {
      const [{ client }, one, other] = [await grantIn(subject.stores), await add(), await add()];
      const stands = (...trusted: readonly { readonly issuer: string; readonly version: number }[]) =>
        decide({
          kind: 'exchange.standing',
          at: NOW,
          client: { id: client.id, version: client.version },
          accountIds: [],
          authorizationIds: [],
          tokenIds: [],
          trusted,
        });
      const [first, second] = [one, other].map(({ issuer, version }) => ({ issuer, version }));
      if (first === undefined || second === undefined) throw new Error('there are two');
      expect([await stands(), await stands(first), await stands(first, second)]).toEqual([true, true, true]);
      expect(await stands(first, { ...second, version: 2 })).toBe(false);
      expect(await stands(first, { issuer: 'https://nobody.example', version: 1 })).toBe(false);
      await decide({ kind: 'trusted_issuer.replace', trusted: { ...other, version: 2, enabled: false } });
      expect([await stands(first, { ...second, version: 2 }), await stands(first)]).toEqual([false, true]);
      await decide({ kind: 'trusted_issuer.delete', issuer: one.issuer });
      expect(await stands(first)).toBe(false);
    });

    test('have each assertion redeemed once, while they are trusted and who it is about stands (RFC 7523 §3)', async () => {
      const guard = await redeeming();
      expect(await decide(guard({ trustedVersion: 2 }))).toBe(false);
      expect(await decide(guard({ accountIds: ['u_nobody'] }))).toBe(false);
      expect(await decide(guard())).toBe(true);
      expect(await decide(guard())).toBe(false);
      const { issuer, jti } = guard();
      expect(await decide({ kind: 'assertion.claim', issuer, jti, expiresAt: NOW })).toBe(false);
      // A client that speaks for itself is no trusted issuer
      expect(await decide(guard({ issuer: 'a client', trustedVersion: undefined }))).toBe(true);
      const trusted = await find(issuer);
      if (!trusted) throw new Error('it is there');
      await decide({ kind: 'trusted_issuer.replace', trusted: { ...trusted, version: 2, enabled: false } });
      expect(await decide(guard({ jti: 'another', trustedVersion: 2 }))).toBe(false);
    });

    test(
      'have each assertion redeemed by one of twelve',
      async () => {
        const guard = await redeeming();
        for (let round = 0; round < ROUNDS; round++) {
          const jti = randomUUID();
          const held = await Promise.all(
            Array.from({ length: RIVALS }, (_, runner) =>
              (subject.rivals[runner % subject.rivals.length] ?? subject.stores).commit({
                guard: guard({ jti }),
                changes: [],
              }),
            ),
          );
          expect(held.filter(Boolean)).toHaveLength(1);
        }
      },
      TIMEOUT_MS,
    );
  });
};
