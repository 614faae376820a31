import { describe, expect, test } from 'bun:test';
import { aClient, anAccessToken, anAuditEntry, aScope, BUILT_AT_SECONDS } from '../builders/entities.ts';
import { type OpenEmpty, openForGroup } from './open-stores.ts';

/** `UnitOfWork`: all of a unit or nothing, and nobody else's. */
export const unitsContract = (open: OpenEmpty): void => {
  describe('units', () => {
    const subject = openForGroup(open);

    test('a unit without a guard takes effect', async () => {
      const token = anAccessToken();
      expect(await subject.stores.commit({ changes: [{ kind: 'access_token.insert', token }] })).toBe(true);
      expect(await subject.stores.accessTokens.find(token.id)).toEqual(token);
    });

    test('an empty unit takes effect', async () => {
      expect(await subject.stores.commit({ changes: [] })).toBe(true);
    });

    test('a guard that holds lets all changes take effect', async () => {
      const client = aClient();
      const [token, entry] = [anAccessToken({ clientId: client.id }), anAuditEntry({ target: client.id })];
      const held = await subject.stores.commit({
        guard: { kind: 'client.insert', client },
        changes: [
          { kind: 'access_token.insert', token },
          { kind: 'audit.append', entry },
        ],
      });
      expect(held).toBe(true);
      expect(await subject.stores.accessTokens.find(token.id)).toEqual(token);
      expect(await subject.stores.audit.list({ limit: 9, target: client.id })).toMatchObject([entry]);
    });

    test('a guard that does not hold leaves no change behind', async () => {
      const { stores } = subject;
      const [client, live, token, scope] = [aClient(), anAccessToken(), anAccessToken(), aScope()];
      await stores.commit({ changes: [{ kind: 'access_token.insert', token: live }] });
      const held = await stores.commit({
        guard: { kind: 'client.unchanged', id: client.id, version: 1 },
        changes: [
          { kind: 'access_token.insert', token },
          { kind: 'scope.ensure', scope },
          { kind: 'access_tokens.revoke', at: BUILT_AT_SECONDS },
          { kind: 'audit.append', entry: anAuditEntry({ target: client.id }) },
        ],
      });
      expect(held).toBe(false);
      expect(await stores.accessTokens.find(token.id)).toBeUndefined();
      expect(await stores.scopes.list()).not.toContainEqual(scope);
      expect(await stores.audit.list({ limit: 9, target: client.id })).toEqual([]);
      expect(await stores.accessTokens.find(live.id)).toEqual(live);
    });

    test('units handed over together succeed and fail on their own', async () => {
      const { stores } = subject;
      const taken = anAccessToken();
      await stores.commit({ changes: [{ kind: 'access_token.insert', token: taken }] });
      const [first, last] = [anAccessToken(), anAccessToken()];
      const answers = await Promise.allSettled([
        stores.commit({ changes: [{ kind: 'access_token.insert', token: first }] }),
        stores.commit({ guard: { kind: 'client.delete', id: 'nobody' }, changes: [] }),
        stores.commit({
          changes: [
            { kind: 'audit.append', entry: anAuditEntry({ target: taken.id }) },
            { kind: 'access_token.insert', token: taken },
          ],
        }),
        stores.commit({ changes: [{ kind: 'access_token.insert', token: last }] }),
      ]);
      expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : 'rejected'))).toEqual([
        true,
        false,
        'rejected',
        true,
      ]);
      expect(await stores.accessTokens.find(first.id)).toEqual(first);
      expect(await stores.accessTokens.find(last.id)).toEqual(last);
      expect(await stores.audit.list({ limit: 9, target: taken.id })).toEqual([]);
    });

    test('a value that its column cannot hold fails its unit alone', async () => {
      const { stores } = subject;
      const [good, bad] = [anAccessToken(), anAccessToken({ id: 'not 16 bytes' })];
      const answers = await Promise.allSettled(
        [bad, good].map((token) => stores.commit({ changes: [{ kind: 'access_token.insert', token }] })),
      );
      expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
      expect(await stores.accessTokens.find(good.id)).toEqual(good);
    });

    test('units are committed in the order of the calls', async () => {
      const { stores } = subject;
      const target = aClient().id;
      const order = Array.from({ length: 300 }, (_, index) => index);
      await Promise.all(
        order.map((index) =>
          stores.commit({ changes: [{ kind: 'audit.append', entry: anAuditEntry({ target, detail: { index } }) }] }),
        ),
      );
      const entries = await stores.audit.list({ limit: 300, target });
      expect(entries.map((entry) => entry.detail?.index)).toEqual(order.toReversed());
    });

    test('the database answers a ping', async () => {
      await subject.stores.ping();
      await subject.stores.ping();
    });
  });
};
