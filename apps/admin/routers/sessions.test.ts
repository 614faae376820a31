import { describe, expect, test } from 'bun:test';
import type { Authority } from '@cardea/core';
import { aBrowserSession, aConsent, anAuthorization } from '@cardea/testkit';
import { adminFixture, NOW, OPERATOR, refusalOf } from '../admin.fixture.ts';

const withPerson = async () => {
  const fixture = await adminFixture();
  const { account } = await fixture.admin.users.add({ username: 'alice' });
  const add = async () => {
    const session = aBrowserSession({ accountId: account.id, createdAt: NOW, expiresAt: NOW + 60, endsAt: NOW + 60 });
    await fixture.stores.commit({ changes: [{ kind: 'browser_session.insert', session }] });
    return session;
  };
  const support: Authority = {
    kind: 'person',
    accountId: 'u_s',
    role: 'support',
    scopes: ['admin:*'],
    authenticatedAt: NOW,
    hasSecondFactor: true,
  };
  const actions = async () => (await fixture.audit()).map(({ action, actor }) => [action, actor.id]);
  return { ...fixture, account, add, support, actions };
};

describe('sessions', () => {
  test('are listed without what proves them, and ended one by one', async () => {
    const { admin, add, account, stores, actions } = await withPerson();
    const [first, second] = [await add(), await add()];
    const { items: listed } = await admin.sessions.list({ user: 'alice' });
    expect(listed.map(({ id }) => id).toSorted()).toEqual([first.id, second.id].toSorted());
    expect(JSON.stringify(listed)).not.toContain(first.verifierHash);
    await admin.sessions.end({ user: 'alice', id: first.id });
    expect((await stores.browserSessions.listLive(account.id, NOW)).map(({ id }) => id)).toEqual([second.id]);
    expect((await refusalOf(admin.sessions.end({ user: 'alice', id: first.id }))).code).toBe('session.not_found');
    expect((await actions()).filter(([action]) => action === 'session.ended')).toEqual([
      ['session.ended', OPERATOR.id],
    ]);
  });

  test('of one person are not those of another, and hostile ids end nothing', async () => {
    const { admin, add } = await withPerson();
    const session = await add();
    await admin.users.add({ username: 'bob' });
    for (const id of [session.id, '', '__proto__', '%', "' or 1=1 --", '\u0000', '😀'])
      expect((await refusalOf(admin.sessions.end({ user: 'bob', id }))).code).toBe('session.not_found');
    expect((await admin.sessions.list({ user: 'alice' })).items).toHaveLength(1);
    expect((await refusalOf(admin.sessions.list({ user: 'nobody' }))).code).toBe('account.not_found');
  });

  test('of a person end all at once, and what was granted in them', async () => {
    const { admin, add, account, stores, actions } = await withPerson();
    await add();
    await add();
    const online = anAuthorization({ accountId: account.id, scopes: ['openid'], createdAt: NOW, endsAt: NOW + 60 });
    const offline = anAuthorization({
      accountId: account.id,
      scopes: ['openid', 'offline_access'],
      createdAt: NOW,
      endsAt: NOW + 60,
    });
    await stores.commit({
      changes: [online, offline].map((authorization) => ({ kind: 'authorization.insert', authorization }) as const),
    });
    expect(await admin.sessions.endAll({ user: account.id })).toEqual({ ended: 2 });
    expect((await admin.sessions.list({ user: 'alice' })).items).toEqual([]);
    expect((await stores.authorizations.listLive(account.id, NOW)).map(({ id }) => id)).toEqual([offline.id]);
    expect((await actions()).map(([action]) => action)).toContain('sessions.ended');
  });

  test('of somebody of a higher role are not ended (S110)', async () => {
    const { admin, adminAs, add, support } = await withPerson();
    const session = await add();
    await admin.users.modify({ id: 'alice', role: 'owner' });
    const helper = adminAs(support);
    expect((await refusalOf(helper.sessions.endAll({ user: 'alice' }))).code).toBe('authority.higher_role');
    expect((await refusalOf(helper.sessions.end({ user: 'alice', id: session.id }))).code).toBe(
      'authority.higher_role',
    );
    expect((await refusalOf(helper.grants.revoke({ user: 'alice', clientId: 'c' }))).code).toBe(
      'authority.higher_role',
    );
    expect((await admin.sessions.list({ user: 'alice' })).items).toHaveLength(1);
  });
});

describe('grants', () => {
  test('are listed by application and taken back with every token', async () => {
    const { admin, account, stores, actions } = await withPerson();
    const { client } = await admin.clients.add({ name: 'Photos', grantTypes: ['client_credentials'] });
    const consent = aConsent({ accountId: account.id, clientId: client.id, scopes: ['openid'], grantedAt: NOW });
    const authorization = anAuthorization({
      accountId: account.id,
      clientId: client.id,
      scopes: ['openid', 'read'],
      createdAt: NOW,
      endsAt: NOW + 60,
    });
    await stores.commit({
      changes: [
        { kind: 'consent.put', consent },
        { kind: 'authorization.insert', authorization },
      ],
    });
    const [only] = (await admin.grants.list({ user: 'alice' })).items;
    expect(only).toMatchObject({ clientId: client.id, name: 'Photos', scopes: ['openid', 'read'], since: NOW });
    await admin.grants.revoke({ user: 'alice', clientId: client.id });
    expect((await admin.grants.list({ user: 'alice' })).items).toEqual([]);
    expect((await stores.authorizations.find(authorization.id))?.revokedAt).toBe(NOW);
    expect((await actions()).map(([action]) => action)).toContain('consent.withdrawn');
    expect((await refusalOf(admin.grants.revoke({ user: 'alice', clientId: client.id }))).code).toBe('grant.not_found');
  });
});
