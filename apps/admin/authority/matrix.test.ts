import { describe, expect, test } from 'bun:test';
import { type Authority, adminRoles } from '@cardea/core';
import { adminFixture, NOW, refusalOf } from '../admin.fixture.ts';
import { listProcedures } from '../procedures/list-procedures.ts';
import { adminRouter } from '../router.ts';
import { areas } from './permission.ts';

const person = (changes: Partial<Extract<Authority, { kind: 'person' }>> = {}): Authority => ({
  kind: 'person',
  accountId: 'u_1',
  role: 'owner',
  scopes: ['admin:*'],
  authenticatedAt: NOW,
  hasSecondFactor: true,
  ...changes,
});

const listed = listProcedures(adminRouter);
const procedures = listed.map(({ path, requirement }) => [path, requirement] as const);

/** What a call without any input is refused with; `input.invalid`, or undefined, says that the door was open. */
const knock = async (authority: Authority, path: string): Promise<string | undefined> => {
  const { adminAs } = await adminFixture();
  const [area = '', name = ''] = path.split('.');
  const router: unknown = Reflect.get(adminAs(authority), area);
  const call: unknown = Reflect.get(Object(router), name);
  if (typeof call !== 'function') throw new Error(`there is no ${path}`);
  try {
    await call(Symbol('no input'));
    return undefined;
  } catch (error) {
    return (await refusalOf(Promise.reject(error))).code;
  }
};

const isShut = (code: string | undefined): boolean =>
  code?.startsWith('authority.') === true && code !== 'authority.operator_only';

describe('the matrix of permissions (S104)', () => {
  test('every procedure names its permission, of the router it is in', () => {
    expect(procedures.length).toBeGreaterThan(25);
    for (const [path, { permission }] of procedures) expect(permission).toStartWith(`${path.split('.')[0]}:`);
    expect(Object.keys(adminRouter._def.record).toSorted()).toEqual([...areas].toSorted());
  });

  test('a query never asks to write, and what changes something asks for no less', () => {
    for (const { path, type, requirement } of listed) {
      if (type === 'query') expect([path, requirement.permission.split(':')[1]]).toEqual([path, 'read']);
    }
  });

  test.each(procedures)('%s: nobody without a role, nor with the scope of another', async (path, { permission }) => {
    expect(await knock(person({ role: undefined }), path)).toBe('authority.role');
    const [area = '', access] = permission.split(':');
    const other = areas.filter((one) => one !== area).flatMap((one) => [`admin:${one}:read`, `admin:${one}:write`]);
    for (const scopes of [
      [],
      ['*'],
      ['openid', area, permission],
      other,
      access === 'write' ? [`admin:${area}:read`] : [],
    ]) {
      expect(await knock(person({ scopes }), path)).toBe('authority.scope');
      expect(await knock({ kind: 'client', clientId: 'c', scopes }, path)).toBe('authority.scope');
    }
  });

  test.each(procedures)('%s: its scope opens it to the roles that may', async (path, { permission, stepUp }) => {
    const [area, access] = permission.split(':');
    const open = await Promise.all(
      adminRoles.map(async (role) => !isShut(await knock(person({ role, scopes: [`admin:${permission}`] }), path))),
    );
    const support = access === 'read' || ['users', 'sessions', 'grants'].includes(area ?? '');
    expect(open).toEqual([true, true, support, access === 'read']);
    expect(isShut(await knock({ kind: 'client', clientId: 'c', scopes: [`admin:${permission}`] }, path))).toBe(false);
    const stale = [person({ hasSecondFactor: false }), person({ authenticatedAt: NOW - 301 })];
    for (const authority of stale) expect((await knock(authority, path)) === 'authority.step_up').toBe(stepUp);
  });
});

describe('rights over Cardea itself (S110)', () => {
  const withPeople = async () => {
    const fixture = await adminFixture();
    const add = async (username: string, role?: (typeof adminRoles)[number]) =>
      (await fixture.admin.users.add({ username, ...(role ? { role } : {}) })).account;
    const [owner, admin, user] = [await add('olga', 'owner'), await add('adam', 'admin'), await add('ulla')];
    const as = (account: { readonly id: string }, role: (typeof adminRoles)[number]) =>
      fixture.adminAs(person({ accountId: account.id, role }));
    return { ...fixture, owner, admin, user, as, operator: fixture.admin };
  };

  test('only an owner with a fresh second factor gives a role, and never themselves one', async () => {
    const { as, owner, admin, user, adminAs, operator } = await withPeople();
    const give = (by: ReturnType<typeof as>, id: string) => by.users.modify({ id, role: 'owner' });
    expect((await refusalOf(give(as(admin, 'admin'), user.id))).code).toBe('authority.owners_only');
    expect((await refusalOf(give(as(admin, 'admin'), admin.id))).code).toBe('authority.owners_only');
    expect((await refusalOf(as(admin, 'admin').users.add({ username: 'new', role: 'auditor' }))).code).toBe(
      'authority.owners_only',
    );
    expect((await refusalOf(give(adminAs({ kind: 'client', clientId: 'c', scopes: ['admin:*'] }), user.id))).code).toBe(
      'authority.owners_only',
    );
    const stale = adminAs(person({ accountId: owner.id, authenticatedAt: NOW - 301 }));
    expect((await refusalOf(give(stale, user.id))).code).toBe('authority.step_up');
    expect((await refusalOf(as(owner, 'owner').users.modify({ id: owner.id, role: null }))).code).toBe(
      'authority.own_rights',
    );
    expect((await operator.users.show({ id: user.id })).role).toBeUndefined();
    expect((await give(as(owner, 'owner'), user.id)).role).toBe('owner');
  });

  test('nobody takes over somebody of a higher role: not their password, address, state or account', async () => {
    const { as, owner, admin, adminAs } = await withPeople();
    const below = [
      as(admin, 'admin'),
      as(admin, 'support'),
      adminAs({ kind: 'client', clientId: 'c', scopes: ['admin:*'] }),
    ];
    for (const by of below) {
      const attempts = [
        by.users.modify({ id: owner.id, email: 'adam@example.org' }),
        by.users.modify({ id: owner.id, state: 'locked' }),
        by.users.setPassword({ id: owner.id, password: { generate: true } }),
        by.users.remove({ id: owner.username }),
      ];
      for (const attempt of attempts) expect((await refusalOf(attempt)).code).toBe('authority.higher_role');
    }
    expect(
      (await refusalOf(as(admin, 'support').users.setPassword({ id: admin.id, password: { generate: true } }))).code,
    ).toBe('authority.higher_role');
  });

  test('the last owner stays, whoever asks', async () => {
    const { operator, owner, as, user } = await withPeople();
    for (const attempt of [
      operator.users.modify({ id: owner.id, role: 'admin' }),
      operator.users.modify({ id: owner.id, state: 'disabled' }),
      operator.users.remove({ id: owner.id }),
    ])
      expect((await refusalOf(attempt)).code).toBe('account.last_owner');
    await operator.users.modify({ id: user.id, role: 'owner' });
    expect((await as(user, 'owner').users.modify({ id: owner.id, role: null })).role).toBeUndefined();
  });

  test('scopes that administer Cardea are given to clients and tokens by owners alone', async () => {
    const { as, admin, owner, operator } = await withPeople();
    const wide = { name: 'Wide', scopes: ['admin:users:write'], grantTypes: ['client_credentials'] };
    expect((await refusalOf(as(admin, 'admin').clients.add(wide))).code).toBe('authority.owners_only');
    const { client } = await as(admin, 'admin').clients.add({ ...wide, scopes: ['read'] });
    expect((await refusalOf(as(admin, 'admin').clients.modify({ id: client.id, scopes: ['admin:*'] }))).code).toBe(
      'authority.owners_only',
    );
    expect((await refusalOf(as(admin, 'admin').tokens.create({ label: 'x', scopes: ['admin:*'] }))).code).toBe(
      'authority.owners_only',
    );
    expect((await operator.clients.show({ id: client.id })).scopes).toEqual(['read']);
    const given = await as(owner, 'owner').clients.modify({ id: client.id, scopes: ['admin:users:read'] });
    expect(given.client.scopes).toEqual(['admin:users:read']);
    // Who may not give a right may still change the rest of a client that has it
    const renamed = await as(admin, 'admin').clients.modify({
      id: client.id,
      name: 'Other',
      scopes: ['admin:users:read'],
    });
    expect(renamed.client.name).toBe('Other');
  });

  test('where a client leads that administers Cardea, and whose word is taken, an owner says', async () => {
    const { as, admin, owner, operator } = await withPeople();
    const { client } = await operator.clients.add({
      name: 'Dashboard',
      scopes: ['openid', 'admin:*'],
      grantTypes: ['authorization_code'],
      redirectUris: ['https://dashboard.example/cb'],
    });
    const evil = ['https://evil.example/cb'];
    const attempts = (by: ReturnType<typeof as>) => [
      by.clients.modify({ id: client.id, redirectUris: evil }),
      by.clients.modify({ id: client.id, consent: 'implicit' }),
      by.clients.modify({ id: client.id, grantTypes: ['client_credentials'] }),
      by.clients.modify({ id: client.id, enabled: true }),
      by.trustedIssuers.add({ issuer: 'https://evil.example', name: 'x', subjects: 'account', scopes: ['admin:*'] }),
    ];
    const asClient = (await withPeople()).adminAs({ kind: 'client', clientId: 'c', scopes: ['admin:*'] });
    for (const attempt of attempts(as(admin, 'admin')))
      expect((await refusalOf(attempt)).code).toBe('authority.owners_only');
    expect(
      (
        await refusalOf(
          asClient.trustedIssuers.add({ issuer: 'https://e.example', name: 'x', subjects: 'account', scopes: [] }),
        )
      ).code,
    ).toBe('authority.owners_only');
    expect((await operator.clients.show({ id: client.id })).redirectUris).toEqual(['https://dashboard.example/cb']);
    expect((await operator.trustedIssuers.list()).items).toEqual([]);
    // What lets nobody in is done by whoever may write
    const off = await as(admin, 'admin').clients.modify({ id: client.id, enabled: false, name: 'Old dashboard' });
    expect([off.client.enabled, off.client.name]).toEqual([false, 'Old dashboard']);
    const on = await as(owner, 'owner').clients.modify({ id: client.id, enabled: true, redirectUris: evil });
    expect([on.client.enabled, on.client.redirectUris]).toEqual([true, evil]);
  });
});
