import { describe, expect, test } from 'bun:test';
import type { Guard, Stores } from '@cardea/core';
import { aClient, aResource, aScope } from '../builders/entities.ts';
import { anAccount } from '../builders/people.ts';
import { anInitialAccessToken } from '../builders/registration.ts';
import { aTrustedIssuer } from '../builders/trusted-issuer.ts';
import { anIdentityProvider } from '../builders/upstream.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const guarded = (stores: Stores, guard: Guard): Promise<boolean> => stores.commit({ guard, changes: [] });

/** Lists that are searched. */
export const searchesContract = (open: OpenEmpty): void => {
  describe('searches', () => {
    const subject = openForGroup(open);

    test('accounts and clients by beginnings of their words, as they are now', async () => {
      const { stores } = subject;
      const ada = anAccount({ username: 'ada', email: 'ada@one.example', profile: { name: 'Ada Lovelace' } });
      const adam = anAccount({ username: 'adam', email: undefined, state: 'locked' });
      for (const account of [ada, adam]) await guarded(stores, { kind: 'account.insert', account });
      const found = async (words: readonly string[], narrowing: object = {}) =>
        (await stores.listings.accounts({ limit: 9, words, ...narrowing })).rows.map(({ username }) => username);
      expect(await found(['ada'])).toEqual(['ada', 'adam']);
      expect(await found(['adam'])).toEqual(['adam']);
      expect(await found(['ada', 'love'])).toEqual(['ada']);
      expect(await found(['ada'], { state: 'locked' })).toEqual(['adam']);
      for (const none of [['velace'], ['ada', 'nobody'], ['%'], ["'"], ['ada', 'adam', 'love']])
        expect(await found(none)).toEqual([]);
      const first = await stores.listings.accounts({ limit: 1, words: ['ad'] });
      expect(first.rows).toEqual([ada]);
      expect(await stores.listings.accounts({ limit: 1, words: ['ad'], after: first.next })).toEqual({
        rows: [adam],
      });

      const renamed = { ...ada, version: 2, profile: { name: 'Ada King' } };
      expect(await guarded(stores, { kind: 'account.replace', account: { ...renamed, version: 7 } })).toBe(false);
      expect(await found(['love'])).toEqual(['ada']);
      await guarded(stores, { kind: 'account.replace', account: renamed });
      expect(await found(['love'])).toEqual([]);
      expect(await found(['king'])).toEqual(['ada']);
      await guarded(stores, { kind: 'account.delete', id: ada.id });
      expect(await found(['king'])).toEqual([]);
      // Whoever comes into the place of what is gone has none of its words
      await guarded(stores, { kind: 'account.insert', account: anAccount({ username: 'eve', email: undefined }) });
      expect(await found(['ada'])).toEqual(['adam']);
      expect(await found(['eve'])).toEqual(['eve']);

      const client = aClient({ id: 'reports', name: 'Weekly', scopes: ['files:read'] });
      await guarded(stores, { kind: 'client.insert', client });
      await stores.commit({ changes: [{ kind: 'client.register', client: aClient({ name: 'Week of ours' }) }] });
      const clients = async (...words: readonly string[]) =>
        (await stores.listings.clients({ limit: 9, words })).rows.map(({ name }) => name);
      expect(await clients('week')).toEqual(['Weekly', 'Week of ours']);
      expect(await clients('files', 'report')).toEqual(['Weekly']);
      expect(await clients('ada')).toEqual([]);
    });

    test('the rest by a part of its key or name, and nothing in the text is a wildcard', async () => {
      const { stores } = subject;
      const resources = ['https://a.example/files', 'https://b.example/100%'].map((uri) =>
        aResource({ uri, name: uri }),
      );
      for (const resource of resources) await guarded(stores, { kind: 'resource.insert', resource });
      await guarded(stores, { kind: 'scope.insert', scope: aScope({ name: 'x:read', description: 'Reads files' }) });
      const provider = anIdentityProvider({ id: 'work', name: 'Our Work' });
      await guarded(stores, { kind: 'identity_provider.insert', provider });
      const trusted = aTrustedIssuer({ issuer: 'https://ci.example', name: 'Builds' });
      await guarded(stores, { kind: 'trusted_issuer.insert', trusted });
      await stores.commit({
        changes: [{ kind: 'initial_access_token.insert', token: anInitialAccessToken({ name: 'Partner one' }) }],
      });
      const { listings } = stores;
      const uris = async (search: string) =>
        (await listings.resources({ limit: 9, search })).rows.map(({ uri }) => uri);
      expect(await uris('B.EXAMPLE')).toEqual(['https://b.example/100%']);
      expect(await uris('%')).toEqual(['https://b.example/100%']);
      expect(await uris('_')).toEqual([]);
      expect(await uris("' or 1=1 --")).toEqual([]);
      expect(await uris('')).toHaveLength(2);
      expect((await listings.scopes({ limit: 9, search: 'files' })).rows).toHaveLength(1);
      expect((await listings.identityProviders({ limit: 9, search: 'our w', enabled: true })).rows).toEqual([provider]);
      expect((await listings.trustedIssuers({ limit: 9, search: 'CI.' })).rows).toEqual([trusted]);
      expect((await listings.initialAccessTokens({ limit: 9, search: 'partner' })).rows).toHaveLength(1);
      expect((await listings.initialAccessTokens({ limit: 9, search: 'nobody' })).rows).toEqual([]);
    });
  });
};
