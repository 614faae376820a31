import { describe, expect, test } from 'bun:test';
import type { Guard, Listed, ListingQuery, Stores } from '@cardea/core';
import { aClient, anAccessToken, aResource, aScope } from '../builders/entities.ts';
import { aBrowserSession, aConsent, anAccount, anAuthorization } from '../builders/people.ts';
import { anInitialAccessToken } from '../builders/registration.ts';
import { aTrustedIssuer } from '../builders/trusted-issuer.ts';
import { anIdentityProvider } from '../builders/upstream.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

const NOW = 1_800_000_000;

/** How rows of one list are made, removed and told apart. */
interface Case {
  readonly add: (stores: Stores) => Promise<string>;
  readonly remove: (stores: Stores, key: string) => Promise<unknown>;
  readonly list: (stores: Stores, query: ListingQuery) => Promise<Listed<string>>;
  readonly order: 'made' | 'newest' | 'letters';
}

const guarded = (stores: Stores, guard: Guard): Promise<boolean> => stores.commit({ guard, changes: [] });

const of = <T>({ rows, next }: Listed<T>, key: (row: T) => string): Listed<string> => ({ rows: rows.map(key), next });

const cases: Readonly<Record<string, Case>> = {
  clients: {
    add: async (stores) => {
      const client = aClient();
      await guarded(stores, { kind: 'client.insert', client });
      return client.id;
    },
    remove: (stores, id) => guarded(stores, { kind: 'client.delete', id }),
    list: async (stores, query) => of(await stores.listings.clients(query), ({ id }) => id),
    order: 'made',
  },
  accounts: {
    add: async (stores) => {
      const account = anAccount();
      await guarded(stores, { kind: 'account.insert', account });
      return account.id;
    },
    remove: (stores, id) => guarded(stores, { kind: 'account.delete', id }),
    list: async (stores, query) => of(await stores.listings.accounts(query), ({ id }) => id),
    order: 'made',
  },
  'identity providers': {
    add: async (stores) => {
      const provider = anIdentityProvider();
      await guarded(stores, { kind: 'identity_provider.insert', provider });
      return provider.id;
    },
    remove: (stores, id) => guarded(stores, { kind: 'identity_provider.delete', id }),
    list: async (stores, query) => of(await stores.listings.identityProviders(query), ({ id }) => id),
    order: 'made',
  },
  'trusted issuers': {
    add: async (stores) => {
      const trusted = aTrustedIssuer();
      await guarded(stores, { kind: 'trusted_issuer.insert', trusted });
      return trusted.issuer;
    },
    remove: (stores, issuer) => guarded(stores, { kind: 'trusted_issuer.delete', issuer }),
    list: async (stores, query) => of(await stores.listings.trustedIssuers(query), ({ issuer }) => issuer),
    order: 'made',
  },
  'initial access tokens': {
    add: async (stores) => {
      const token = anInitialAccessToken();
      await stores.commit({ changes: [{ kind: 'initial_access_token.insert', token }] });
      return token.id;
    },
    remove: (stores, id) => guarded(stores, { kind: 'initial_access_token.delete', id }),
    list: async (stores, query) => of(await stores.listings.initialAccessTokens(query), ({ id }) => id),
    order: 'letters',
  },
  resources: {
    add: async (stores) => {
      const resource = aResource();
      await guarded(stores, { kind: 'resource.insert', resource });
      return resource.uri;
    },
    remove: (stores, uri) => guarded(stores, { kind: 'resource.delete', uri }),
    list: async (stores, query) => of(await stores.listings.resources(query), ({ uri }) => uri),
    order: 'letters',
  },
  scopes: {
    add: async (stores) => {
      const scope = aScope();
      await guarded(stores, { kind: 'scope.insert', scope });
      return scope.name;
    },
    remove: (stores, name) => guarded(stores, { kind: 'scope.delete', name }),
    list: async (stores, query) => of(await stores.listings.scopes(query), ({ name }) => name),
    order: 'letters',
  },
  'access tokens': {
    add: async (stores) => {
      const token = anAccessToken();
      await stores.commit({ changes: [{ kind: 'access_token.insert', token }] });
      return token.id;
    },
    remove: (stores, id) => guarded(stores, { kind: 'access_token.revoke', id, at: NOW }),
    list: async (stores, query) => of(await stores.listings.accessTokens({ ...query, liveAt: NOW }), ({ id }) => id),
    order: 'newest',
  },
  sessions: {
    add: async (stores) => {
      const session = aBrowserSession();
      await stores.commit({ changes: [{ kind: 'browser_session.insert', session }] });
      return session.id;
    },
    remove: (stores, id) => guarded(stores, { kind: 'browser_session.end', id, at: NOW }),
    list: async (stores, query) => of(await stores.listings.sessions({ ...query, at: NOW }), ({ id }) => id),
    order: 'newest',
  },
};

const ordered = (keys: readonly string[], order: Case['order']): readonly string[] => {
  if (order === 'made') return keys;
  const sorted = keys.toSorted();
  return order === 'letters' ? sorted : sorted.toReversed();
};

const everyPage = async (
  list: (query: ListingQuery) => Promise<Listed<string>>,
  between: (page: Listed<string>) => Promise<unknown> = async () => undefined,
): Promise<readonly string[]> => {
  const found: string[] = [];
  let after: ListingQuery['after'];
  do {
    const page = await list({ limit: 2, after });
    expect(page.rows.length).toBeLessThanOrEqual(2);
    found.push(...page.rows);
    after = page.next;
    await between(page);
  } while (after !== undefined);
  return found;
};

/** Lists for people. */
export const listingsContract = (open: OpenEmpty): void => {
  describe('listings', () => {
    for (const [name, { add, remove, list, order }] of Object.entries(cases)) {
      describe(name, () => {
        const subject = openForGroup(open);

        test('come page by page, whole and once, whatever is added and removed meanwhile', async () => {
          const { stores } = subject;
          expect((await list(stores, { limit: 2 })).next).toBeUndefined();
          const keys: string[] = [];
          for (let made = 0; made < 5; made++) keys.push(await add(stores));
          const expected = ordered(keys, order);
          expect(await everyPage((query) => list(stores, query))).toEqual(expected);
          expect(await list(stores, { limit: 5 })).toEqual({ rows: expected, next: undefined });

          // The row at which the page ends is removed, and others come, before the next one is asked for
          let removed: string | undefined;
          const found = await everyPage(
            (query) => list(stores, query),
            async ({ rows }) => {
              if (removed !== undefined) return;
              removed = rows.at(-1) ?? '';
              await remove(stores, removed);
              await add(stores);
            },
          );
          expect(new Set(found).size).toBe(found.length);
          expect(found.filter((key) => expected.includes(key))).toEqual([...expected]);
          const now = await everyPage((query) => list(stores, query));
          expect(now).not.toContain(removed);
          expect(now).toHaveLength(5);
        });
      });
    }

    describe('narrowed', () => {
      const subject = openForGroup(open);

      test('clients by whether they are on, and by who says what is known of them', async () => {
        const { stores } = subject;
        const [off, dynamic, plain] = [aClient({ enabled: false }), aClient({ provenance: 'dynamic' }), aClient()];
        for (const client of [off, dynamic, plain]) await guarded(stores, { kind: 'client.insert', client });
        const ids = async (narrowing: object) =>
          (await stores.listings.clients({ limit: 9, ...narrowing })).rows.map(({ id }) => id);
        expect(await ids({ enabled: false })).toEqual([off.id]);
        expect(await ids({ enabled: true })).toEqual([dynamic.id, plain.id]);
        expect(await ids({ provenance: 'dynamic', enabled: true })).toEqual([dynamic.id]);
        expect(await ids({ provenance: 'dynamic', enabled: false })).toEqual([]);
        expect((await stores.listings.clients({ limit: 9, enabled: false })).rows).toEqual([off]);
      });

      test('accounts by state and role', async () => {
        const { stores } = subject;
        const [owner, locked, plain] = [anAccount({ role: 'owner' }), anAccount({ state: 'locked' }), anAccount()];
        for (const account of [owner, locked, plain]) await guarded(stores, { kind: 'account.insert', account });
        const ids = async (narrowing: object) =>
          (await stores.listings.accounts({ limit: 9, ...narrowing })).rows.map(({ id }) => id);
        expect(await ids({ state: 'locked' })).toEqual([locked.id]);
        expect(await ids({ role: 'owner' })).toEqual([owner.id]);
        expect(await ids({ role: 'owner', state: 'locked' })).toEqual([]);
        expect((await stores.listings.accounts({ limit: 1, state: 'active' })).rows).toEqual([owner]);
      });

      test('tokens by client, by whose they are and by whether they live; sessions by person', async () => {
        const { stores } = subject;
        const [mine, other, ended] = [
          anAccessToken({ clientId: 'one', subject: 'u_1' }),
          anAccessToken({ clientId: 'one', subject: 'u_2' }),
          anAccessToken({ clientId: 'two', subject: 'u_1', expiresAt: NOW }),
        ];
        for (const token of [mine, other, ended])
          await stores.commit({ changes: [{ kind: 'access_token.insert', token }] });
        const ids = async (narrowing: object) =>
          (await stores.listings.accessTokens({ limit: 9, ...narrowing })).rows.map(({ id }) => id).toSorted();
        expect(await ids({ clientId: 'one' })).toEqual([mine.id, other.id].toSorted());
        expect(await ids({ subject: 'u_1' })).toEqual([mine.id, ended.id].toSorted());
        expect(await ids({ subject: 'u_1', liveAt: NOW })).toEqual([mine.id]);
        expect(await ids({ subject: 'u_1', clientId: 'two', liveAt: NOW })).toEqual([]);
        const [hers, his] = [aBrowserSession({ accountId: 'u_1' }), aBrowserSession({ accountId: 'u_2' })];
        for (const session of [hers, his])
          await stores.commit({ changes: [{ kind: 'browser_session.insert', session }] });
        const of1 = await stores.listings.sessions({ limit: 9, accountId: 'u_1', at: NOW });
        expect(of1.rows).toEqual([hers]);
        expect((await stores.listings.sessions({ limit: 9, at: hers.expiresAt })).rows).toEqual([]);
      });

      test('what is allowed, by person or by client: each pair once, and what is over not at all', async () => {
        const { stores } = subject;
        const both = { accountId: 'u_a', clientId: 'c1' };
        await stores.commit({
          changes: [
            { kind: 'consent.put', consent: aConsent(both) },
            { kind: 'authorization.insert', authorization: anAuthorization(both) },
            { kind: 'authorization.insert', authorization: anAuthorization({ accountId: 'u_b', clientId: 'c1' }) },
            { kind: 'authorization.insert', authorization: anAuthorization({ accountId: 'u_a', clientId: 'c2' }) },
            {
              kind: 'authorization.insert',
              authorization: anAuthorization({ accountId: 'u_c', clientId: 'c1', endsAt: NOW }),
            },
            {
              kind: 'authorization.insert',
              authorization: anAuthorization({ accountId: 'u_d', clientId: 'c1', revokedAt: NOW }),
            },
          ],
        });
        const { listings } = stores;
        const ofA = await listings.allowances({ limit: 1, accountId: 'u_a', at: NOW });
        expect(ofA).toEqual({ rows: [both], next: 'c1' });
        expect(await listings.allowances({ limit: 1, accountId: 'u_a', at: NOW, after: ofA.next })).toEqual({
          rows: [{ accountId: 'u_a', clientId: 'c2' }],
          next: undefined,
        });
        const of1 = await listings.allowances({ limit: 9, clientId: 'c1', at: NOW });
        expect(of1.rows.map(({ accountId }) => accountId)).toEqual(['u_a', 'u_b']);
      });
    });
  });
};
