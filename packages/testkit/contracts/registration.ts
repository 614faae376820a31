import { describe, expect, test } from 'bun:test';
import type { Client, Unit } from '@cardea/core';
import { aClient, BUILT_AT_SECONDS as NOW } from '../builders/entities.ts';
import { anInitialAccessToken } from '../builders/registration.ts';
import { grantIn } from './a-grant.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const RACERS = 20;

export const registrationContract = (open: OpenEmpty): void => {
  describe('registration', () => {
    const subject = openForGroup(open);
    const commit = (unit: Unit): Promise<boolean> => subject.stores.commit(unit);
    const insert = (token = anInitialAccessToken()) =>
      commit({ changes: [{ kind: 'initial_access_token.insert', token }] });
    const use = (id: string, at = NOW): Unit => ({
      guard: { kind: 'initial_access_token.use', id, at },
      changes: [{ kind: 'client.register', client: aClient({ provenance: 'dynamic' }) }],
    });
    const register = async (changes: Partial<Client> = {}): Promise<Client> => {
      const client = aClient({ provenance: 'dynamic', ...changes });
      await commit({ changes: [{ kind: 'client.register', client }] });
      return client;
    };
    const expire = (id: string, before: number): Promise<boolean> =>
      commit({ guard: { kind: 'client.expire', id, before, at: NOW }, changes: [] });

    test('an initial access token is found as it was made, and listed in the order of creation', async () => {
      const plain = anInitialAccessToken();
      const full = anInitialAccessToken({ scopes: ['a'], expiresAt: NOW + 1, maxUses: 2 });
      await insert(plain);
      await insert(full);
      const { initialAccessTokens } = subject.stores;
      expect(await initialAccessTokens.find(plain.id)).toEqual(plain);
      expect(await initialAccessTokens.find(full.id)).toEqual(full);
      expect(await initialAccessTokens.find('no selector')).toBeUndefined();
      const ids = (await initialAccessTokens.list()).map(({ id }) => id);
      expect(ids.filter((id) => id === plain.id || id === full.id)).toEqual([plain.id, full.id].sort());
    });

    test('a token registers as many clients as it may, however many ask at once', async () => {
      const token = anInitialAccessToken({ maxUses: 3 });
      await insert(token);
      const before = (await subject.stores.clients.list({ limit: 1000 })).length;
      const held = await Promise.all(Array.from({ length: RACERS }, () => commit(use(token.id))));
      expect(held.filter(Boolean)).toHaveLength(3);
      expect((await subject.stores.initialAccessTokens.find(token.id))?.uses).toBe(3);
      expect(await subject.stores.clients.list({ limit: 1000 })).toHaveLength(before + 3);
    });

    test('a token that has expired or is gone registers nothing', async () => {
      const token = anInitialAccessToken({ expiresAt: NOW });
      await insert(token);
      expect(await commit(use(token.id, NOW - 1))).toBe(true);
      expect(await commit(use(token.id, NOW))).toBe(false);
      const other = anInitialAccessToken();
      await insert(other);
      const remove: Unit = { guard: { kind: 'initial_access_token.delete', id: other.id }, changes: [] };
      expect([await commit(remove), await commit(remove)]).toEqual([true, false]);
      expect(await commit(use(other.id))).toBe(false);
    });

    test('an expired token is removed', async () => {
      const [old, endless] = [anInitialAccessToken({ expiresAt: NOW + 50 }), anInitialAccessToken()];
      await insert(old);
      await insert(endless);
      await subject.stores.removeExpired({ now: NOW + 50, limit: 1000 });
      expect(await subject.stores.initialAccessTokens.find(old.id)).toBeUndefined();
      expect(await subject.stores.initialAccessTokens.find(endless.id)).toEqual(endless);
    });

    test('a client is noted as used, and stays what it is otherwise', async () => {
      const client = await register();
      await subject.stores.clients.find(client.id);
      await commit({ changes: [{ kind: 'client.touch', id: client.id, at: NOW + 5 }] });
      expect(await subject.stores.clients.find(client.id)).toEqual({ ...client, lastUsedAt: NOW + 5 });
    });

    test('a document counts as fresh again, and its client stays what it is', async () => {
      const client = await register({ provenance: 'document', documentFreshUntil: NOW });
      await subject.stores.clients.find(client.id);
      await commit({ changes: [{ kind: 'client.document_fresh', id: client.id, until: NOW + 60 }] });
      expect(await subject.stores.clients.find(client.id)).toEqual({ ...client, documentFreshUntil: NOW + 60 });
    });

    test('a client of nobody is removed once it was not used for long, another one never', async () => {
      const client = await register({ lastUsedAt: NOW + 10 });
      const young = await register({ createdAt: NOW + 11 });
      const trusted = await register({ provenance: 'operator' });
      const unused = async (before: number) =>
        (await subject.stores.clients.listUnused({ before, at: NOW, limit: 1000 })).map(({ id }) => id);
      expect(await unused(NOW + 10)).not.toContain(client.id);
      expect(await unused(NOW + 11)).toContain(client.id);
      expect(await unused(NOW + 11)).not.toContain(young.id);
      expect(await unused(NOW + 100)).not.toContain(trusted.id);
      expect(await expire(client.id, NOW + 10)).toBe(false);
      expect(await expire(trusted.id, NOW + 100)).toBe(false);
      expect(await expire(client.id, NOW + 11)).toBe(true);
      expect(await subject.stores.clients.find(client.id)).toBeUndefined();
      expect(await subject.stores.clients.find(young.id)).toEqual(young);
    });

    test('a client that somebody lets do something stays', async () => {
      const { client } = await grantIn(subject.stores, { client: { provenance: 'dynamic' } });
      const unused = await subject.stores.clients.listUnused({ before: NOW + 999, at: NOW, limit: 1000 });
      expect(unused.map(({ id }) => id)).not.toContain(client.id);
      expect(await expire(client.id, NOW + 999)).toBe(false);
      expect(await subject.stores.clients.findFresh(client.id)).toEqual(client);
    });
  });
};
