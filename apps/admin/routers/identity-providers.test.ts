import { describe, expect, test } from 'bun:test';
import { anIdentityLink } from '@cardea/testkit';
import { adminFixture, NOW, refusalOf } from '../admin.fixture.ts';

const ISSUER = 'https://login.example';
const SECRET = 'a secret of the provider';
const plain = { id: 'work', issuer: ISSUER, clientId: 'cardea', clientSecret: SECRET };

describe('identity providers', () => {
  test('are registered, changed, listed in their order and removed, with an audit entry each and no secret in sight', async () => {
    const { admin, audit, stores, sealer } = await adminFixture();
    const added = await admin.identityProviders.add(plain);
    expect(added).toMatchObject({
      id: 'work',
      name: 'work',
      enabled: true,
      authMethod: 'client_secret_basic',
      hasSecret: true,
      scopes: ['openid', 'profile', 'email'],
      matchBy: 'identifier',
      onMatch: 'deny',
      onNoMatch: 'create',
      trustsEmail: false,
      trustsFactors: false,
      redirectUri: 'https://id.example/login/upstream/callback/work',
    });
    await admin.identityProviders.add({ preset: 'github', clientId: 'g', clientSecret: SECRET });
    const changed = await admin.identityProviders.modify({ id: 'work', version: 1, name: 'Work', trustsEmail: true });
    expect(changed).toMatchObject({ version: 2, name: 'Work', trustsEmail: true, hasSecret: true });
    expect((await admin.identityProviders.list()).items.map(({ id, authMethod }) => [id, authMethod])).toEqual([
      ['work', 'client_secret_basic'],
      ['github', 'client_secret_post'],
    ]);
    const stored = await stores.identityProviders.find('work');
    expect(sealer.open(stored?.secret ?? '', 'identity_provider.work.secret')).toBe(SECRET);
    await admin.identityProviders.remove({ id: 'github' });
    expect((await audit()).map(({ action, target }) => `${action} ${target}`)).toEqual([
      'identity_provider.created work',
      'identity_provider.created github',
      'identity_provider.updated work',
      'identity_provider.deleted github',
    ]);
    expect(JSON.stringify([added, changed, await audit(), stored])).not.toContain(SECRET);
  });

  test.each([
    [{ id: 'Work' }, 'id'],
    [{ id: 'a/b' }, 'id'],
    [{ id: '' }, 'id'],
    [{ issuer: 'http://login.example' }, 'issuer'],
    [{ issuer: 'https://login.example?x=1' }, 'issuer'],
    [{ issuer: 'https://me@login.example' }, 'issuer'],
    [{ issuer: undefined }, 'issuer'],
    [{ preset: 'nobody' }, 'preset'],
    [{ name: ' ' }, 'name'],
    [{ clientId: 'é' }, 'clientId'],
    [{ clientSecret: '' }, 'clientSecret'],
    [{ clientSecret: undefined, authMethod: 'client_secret_post' }, 'clientSecret'],
    [{ authMethod: 'private_key_jwt' }, 'clientSecret'],
    [{ scopes: ['profile'] }, 'scopes'],
    [{ endpoints: { authorization: ISSUER, token: ISSUER, userinfo: ISSUER } }, 'endpoints'],
    [{ onMatch: 'link' }, 'onMatch'],
    [{ onMatch: 'link', matchBy: 'email' }, 'onMatch'],
    [{ allowedDomains: ['example.com'] }, 'allowedDomains'],
    [{ allowedDomains: ['Example.com'], trustsEmail: true }, 'allowedDomains'],
    [{ hostedDomain: 'x' }, 'hostedDomain'],
  ] as const)('refuse %j by the field %s', async (changes, field) => {
    const { admin, audit, stores } = await adminFixture();
    const refusal = await refusalOf(admin.identityProviders.add({ ...plain, ...changes }));
    expect(refusal).toMatchObject({ code: 'provider.invalid', field });
    expect(await audit()).toEqual([]);
    expect(await stores.identityProviders.list()).toEqual([]);
  });

  test('of a preset link nobody by a user name, which anybody may choose there', async () => {
    const { admin } = await adminFixture();
    const github = { preset: 'github', clientId: 'g', clientSecret: SECRET } as const;
    const linking = { ...github, matchBy: 'username', onMatch: 'link' } as const;
    expect(await refusalOf(admin.identityProviders.add(linking))).toMatchObject({ field: 'onMatch' });
    expect(await refusalOf(admin.identityProviders.add({ ...github, trustsFactors: true }))).toMatchObject({
      field: 'trustsFactors',
    });
  });

  test('keep their issuer, are registered once, and changed by who has seen them last', async () => {
    const { admin } = await adminFixture();
    await admin.identityProviders.add(plain);
    expect((await refusalOf(admin.identityProviders.add(plain))).code).toBe('provider.exists');
    const moved = { id: 'work', issuer: 'https://evil.example' };
    expect((await refusalOf(admin.identityProviders.modify(moved))).code).toBe('input.invalid');
    await admin.identityProviders.modify({ id: 'work', name: 'Another' });
    const late = admin.identityProviders.modify({ id: 'work', version: 1, enabled: false });
    expect((await refusalOf(late)).code).toBe('provider.conflict');
    for (const call of [
      admin.identityProviders.show({ id: 'nobody' }),
      admin.identityProviders.modify({ id: 'nobody', name: 'x' }),
      admin.identityProviders.remove({ id: 'nobody' }),
      admin.identityProviders.test({ id: 'nobody' }),
    ])
      expect((await refusalOf(call)).code).toBe('provider.not_found');
  });

  test('lose their secret with a method that needs none', async () => {
    const { admin, stores } = await adminFixture();
    await admin.identityProviders.add(plain);
    expect(await admin.identityProviders.modify({ id: 'work', authMethod: 'private_key_jwt' })).toMatchObject({
      hasSecret: false,
    });
    expect((await stores.identityProviders.find('work'))?.secret).toBeUndefined();
    const back = admin.identityProviders.modify({ id: 'work', authMethod: 'client_secret_post' });
    expect(await refusalOf(back)).toMatchObject({ field: 'clientSecret' });
  });

  test('are trusted by owners alone: whoever says which provider is believed could come as an owner (S110)', async () => {
    const { admin, adminAs, audit } = await adminFixture();
    const scopes = ['admin:*'];
    const person = { kind: 'person', accountId: 'u_1', scopes, authenticatedAt: NOW, hasSecondFactor: true } as const;
    const client = adminAs({ kind: 'client', clientId: 'c', scopes });
    await admin.identityProviders.add(plain);
    for (const by of [adminAs({ ...person, role: 'admin' }), client]) {
      const attempts = [
        by.identityProviders.add({ ...plain, id: 'mine' }),
        by.identityProviders.modify({ id: 'work', trustsEmail: true }),
        by.identityProviders.modify({ id: 'work', enabled: true, clientSecret: 'another secret' }),
      ];
      for (const attempt of attempts) expect((await refusalOf(attempt)).code).toBe('authority.owners_only');
      expect((await by.identityProviders.modify({ id: 'work', enabled: false })).enabled).toBe(false);
    }
    const owner = adminAs({ ...person, role: 'owner' });
    expect((await owner.identityProviders.modify({ id: 'work', trustsEmail: true })).trustsEmail).toBe(true);
    expect((await audit()).map(({ action }) => action)).toEqual([
      'identity_provider.created',
      'identity_provider.updated',
      'identity_provider.updated',
    ]);
  });

  describe('are tried', () => {
    const document = {
      issuer: ISSUER,
      authorization_endpoint: `${ISSUER}/authorize`,
      token_endpoint: `${ISSUER}/token`,
      jwks_uri: `${ISSUER}/jwks`,
      authorization_response_iss_parameter_supported: true,
    };
    const trial = async (json: object, error: string) => {
      const { admin, remote, audit } = await adminFixture();
      await admin.identityProviders.add(plain);
      remote.keys = [{ kty: 'EC' }];
      remote.answer = async (url) =>
        url.endsWith('/token') ? { status: 400, json: { error } } : { status: 200, json };
      const trials = await admin.identityProviders.test({ id: 'work' });
      expect(JSON.stringify([trials, await audit()])).not.toContain(SECRET);
      return trials.map(({ step, succeeded }) => `${step} ${succeeded}`);
    };

    test('step by step: the document, the keys, the client secret', async () => {
      expect(await trial(document, 'invalid_grant')).toEqual(['discovery true', 'keys true', 'client true']);
      expect(await trial(document, 'invalid_client')).toEqual(['discovery true', 'keys true', 'client false']);
      expect(await trial({ ...document, issuer: `${ISSUER}/` }, 'invalid_grant')).toEqual(['discovery false']);
    });

    test('and said to be out of reach where they are', async () => {
      const { admin } = await adminFixture();
      await admin.identityProviders.add(plain);
      expect(await admin.identityProviders.test({ id: 'work' })).toEqual([
        { step: 'discovery', succeeded: false, detail: 'No usable discovery document: connect' },
      ]);
    });
  });
});

describe('links of people', () => {
  test('are listed and taken away, also the last one, with an audit entry', async () => {
    const { admin, stores, audit } = await adminFixture();
    const { account } = await admin.users.add({ username: 'alice' });
    await admin.identityProviders.add(plain);
    const link = anIdentityLink({ providerId: 'work', accountId: account.id });
    await stores.commit({ guard: { kind: 'identity_link.insert', link }, changes: [] });
    expect(await admin.users.links({ id: 'alice' })).toEqual([link]);
    await admin.users.unlink({ id: 'alice', provider: 'work' });
    expect(await admin.users.links({ id: 'alice' })).toEqual([]);
    expect((await audit()).at(-1)).toMatchObject({ action: 'identity_link.deleted', target: account.id });
    const again = admin.users.unlink({ id: 'alice', provider: 'work' });
    expect((await refusalOf(again)).code).toBe('link.not_found');
    expect((await refusalOf(admin.users.links({ id: 'nobody' }))).code).toBe('account.not_found');
  });
});
