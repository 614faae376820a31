import { describe, expect, test } from 'bun:test';
import { aBrowserSession, anAccessToken, anAuthorization } from '@cardea/testkit';
import { adminFixture, NOW, OPERATOR, refusalOf } from '../admin.fixture.ts';

const HOUR = 3600;
const GOOD = 'correct horse battery staple';
const actions = (entries: readonly { readonly action: string }[]) => entries.map(({ action }) => action);

type Fixture = Awaited<ReturnType<typeof adminFixture>>;

/** A person with two live sessions and an authorization that has an access token. */
const signedInPerson = async ({ admin, stores }: Fixture) => {
  const { account } = await admin.users.add({ username: 'alice', email: 'a@people.example', password: GOOD });
  const sessions = [0, 1].map(() => aBrowserSession({ accountId: account.id, createdAt: NOW }));
  const authorization = anAuthorization({ accountId: account.id, createdAt: NOW });
  const token = anAccessToken({ authorizationId: authorization.id, issuedAt: NOW, expiresAt: NOW + HOUR });
  await stores.commit({
    changes: [
      ...sessions.map((session) => ({ kind: 'browser_session.insert', session }) as const),
      { kind: 'authorization.insert', authorization },
      { kind: 'access_token.insert', token },
    ],
  });
  return { account, authorization, token };
};

const isSignedOut = async ({ stores }: Fixture, { account, token }: Awaited<ReturnType<typeof signedInPerson>>) => {
  const sessions = await stores.browserSessions.listLive(account.id, NOW);
  const authorizations = await stores.authorizations.listLive(account.id, NOW);
  const found = await stores.accessTokens.find(token.id);
  return sessions.length === 0 && authorizations.length === 0 && (!found || found.revokedAt !== undefined);
};

describe('adding a user', () => {
  test('gives an unguessable id, keeps the password as argon2id, and writes one entry (D8)', async () => {
    const { admin, stores, hasher, audit } = await adminFixture();
    const { account, password } = await admin.users.add({
      username: 'Alice',
      email: 'Alice@People.Example',
      emailVerified: true,
      profile: { name: 'Alice Liddell', birthdate: '1852-05-04', address: { country: 'GB' } },
      password: GOOD,
    });
    expect(account.id).toMatch(/^u_[0-9A-Za-z]{22}$/);
    expect(password).toBeUndefined();
    expect(account).toEqual({
      id: account.id,
      version: 1,
      state: 'active',
      username: 'Alice',
      email: 'Alice@People.Example',
      emailVerified: true,
      hasPassword: true,
      passwordChangedAt: NOW,
      profile: { name: 'Alice Liddell', birthdate: '1852-05-04', address: { country: 'GB' } },
      createdAt: NOW,
      updatedAt: NOW,
    });
    const stored = await stores.accounts.find(account.id);
    expect(stored).toMatchObject({ usernameKey: 'alice', emailKey: 'alice@people.example' });
    expect(stored?.password && (await hasher.verify(GOOD, stored.password, ''))).toBe(true);
    const entries = await audit();
    expect(entries).toMatchObject([{ actor: OPERATOR, action: 'account.created', target: account.id, at: NOW }]);
    expect(JSON.stringify(entries)).not.toMatch(/argon2id|correct horse/);
  });

  test('makes a password where it is asked for, which is shown once and opens the account', async () => {
    const { admin, stores, hasher } = await adminFixture();
    const first = await admin.users.add({ username: 'a', password: { generate: true } });
    const second = await admin.users.add({ username: 'b', password: { generate: true } });
    expect(first.password).toMatch(/^([a-km-np-z2-9]{5}-){3}[a-km-np-z2-9]{5}$/);
    expect(first.password).not.toBe(second.password);
    const hash = (await stores.accounts.find(first.account.id))?.password;
    expect(hash && (await hasher.verify(first.password ?? '', hash, ''))).toBe(true);
  });

  test('without a password has none', async () => {
    const { admin, stores } = await adminFixture();
    const { account } = await admin.users.add({ username: 'a' });
    expect(account.hasPassword).toBe(false);
    expect((await stores.accounts.find(account.id))?.password).toBeUndefined();
  });

  test('a password is the same however its characters are composed (NFKC)', async () => {
    const { admin, stores, hasher } = await adminFixture();
    const decomposed = 'Zu\u0308rich-Bellevue-Tram';
    const { account } = await admin.users.add({ username: 'a', password: decomposed });
    const hash = (await stores.accounts.find(account.id))?.password;
    expect(hash && (await hasher.verify(decomposed.normalize('NFC'), hash, ''))).toBe(true);
  });

  test.each([
    ['1234567', 'less than 8'],
    ['ｐａｓｓｗｏｒｄ', 'most used'],
    ['Password1!', 'most used'],
    ['wonderland1', 'names or addresses'],
    ['qazwsxedcrfv', 'most used'],
    ['aaaaaaaaaaaaaa', 'repetition'],
    ['\ud800abcdefgh', 'half a character'],
    [`${'x9-Q'.repeat(256)}y`, 'more than 1024 bytes'],
  ])('refuses the password %.40s and says what to do', async (password, problem) => {
    const { admin, audit } = await adminFixture();
    const refusal = await refusalOf(admin.users.add({ username: 'alice', email: 'x@wonderland.example', password }));
    expect(refusal.message).not.toContain(password);
    expect(refusal).toMatchObject({
      code: 'account.password_refused',
      field: 'password',
      message: expect.stringContaining(problem),
      mend: expect.stringContaining('four words'),
    });
    expect(await audit()).toEqual([]);
  });

  test('a password needs no kinds of characters, and may be as long as 1024 bytes', async () => {
    const { admin } = await adminFixture();
    const long = `${'kettle under the blue river '.repeat(36)}`.padEnd(1024, 'z');
    for (const [index, password] of ['kettle under river', 'スイカと青い川の音', long].entries()) {
      expect((await admin.users.add({ username: `a${index}`, password })).account.hasPassword).toBe(true);
    }
  });

  test.each([
    [{ username: '' }, 'username'],
    [{ username: ' alice' }, 'username'],
    [{ username: 'a b' }, 'username'],
    [{ username: 'x'.repeat(65) }, 'username'],
    [{ username: 'u_0123456789abcdefghijkl' }, 'username'],
    [{ username: 'a\u202eb' }, 'username'],
    [{ username: 'a', email: 'nobody' }, 'email'],
    [{ username: 'a', email: 'a b@c.example' }, 'email'],
    [{ username: 'a', emailVerified: true }, 'emailVerified'],
    [{ username: 'a', profile: { name: '' } }, 'name'],
    [{ username: 'a', profile: { name: 'A\u0000' } }, 'name'],
    [{ username: 'a', profile: { website: 'javascript:alert(1)' } }, 'website'],
    [{ username: 'a', profile: { picture: 'data:image/png;base64,AA' } }, 'picture'],
    [{ username: 'a', profile: { birthdate: '1990-02-30' } }, 'birthdate'],
    [{ username: 'a', profile: { birthdate: '01.02.1990' } }, 'birthdate'],
    [{ username: 'a', profile: { zoneinfo: 'Mars/Olympus' } }, 'zoneinfo'],
    [{ username: 'a', profile: { locale: 'not a locale' } }, 'locale'],
    [{ username: 'a', profile: { phone_number: '044 123' } }, 'phone_number'],
    [{ username: 'a', profile: { phone_number_verified: true } }, 'phone_number_verified'],
    [{ username: 'a', profile: { address: { formatted: 'x'.repeat(1001) } } }, 'address'],
  ])('refuses %j by the field %s, and writes nothing', async (input, field) => {
    const { admin, audit, stores } = await adminFixture();
    expect(await refusalOf(admin.users.add(input))).toMatchObject({ code: 'account.invalid', field });
    expect(await audit()).toEqual([]);
    expect(await stores.accounts.list({ limit: 10 })).toEqual([]);
  });

  test.each([
    [{ birthdate: '0000-02-29' }],
    [{ birthdate: '1990' }],
    [{ zoneinfo: 'Europe/Zurich', locale: 'de-CH' }],
    [{ phone_number: '+41441234567', phone_number_verified: true }],
    [{ address: { formatted: 'Bahnhofstrasse 1\r\n8001 Zürich', country: 'CH' } }],
  ])('takes the claims %j (OpenID Connect Core §5.1)', async (profile) => {
    const { admin } = await adminFixture();
    expect((await admin.users.add({ username: 'a', profile })).account.profile).toEqual(profile);
  });

  test('a name or an address is one person, however it is written', async () => {
    const { admin, audit } = await adminFixture();
    await admin.users.add({ username: 'Alice', email: 'a@people.example' });
    for (const input of [
      { username: 'ALICE' },
      { username: 'ａｌｉｃｅ' },
      { username: 'bob', email: 'A@People.Example' },
      { username: 'a@people.example' },
      { username: 'carol', email: 'a@people.example' },
    ]) {
      expect((await refusalOf(admin.users.add(input))).code).toBe('account.exists');
    }
    expect(await audit()).toHaveLength(1);
  });

  test('of twenty that want one name at once, one gets it', async () => {
    const { admin, audit } = await adminFixture();
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => admin.users.add({ username: 'a' })));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await audit()).toHaveLength(1);
  });
});

test('users are found by id, username and e-mail address, and listed page by page without anything secret', async () => {
  const { admin } = await adminFixture();
  for (const name of ['a', 'b', 'c']) {
    await admin.users.add({ username: name, email: `${name}@people.example`, password: GOOD });
  }
  const b = await admin.users.show({ id: 'B' });
  expect(await admin.users.show({ id: 'b@People.example' })).toEqual(b);
  expect(await admin.users.show({ id: b.id })).toEqual(b);
  expect((await refusalOf(admin.users.show({ id: 'd' }))).code).toBe('account.not_found');
  const first = await admin.users.list({ limit: 2 });
  const second = await admin.users.list({ limit: 2, cursor: first.nextCursor });
  expect([...first.items, ...second.items].map(({ username }) => username)).toEqual(['a', 'b', 'c']);
  expect(JSON.stringify([first, second])).not.toMatch(/argon2|phc|Key/);
});

describe('changing a user', () => {
  test('changes what is named and nothing else', async () => {
    const { admin, clock, audit } = await adminFixture();
    const { account } = await admin.users.add({ username: 'a', profile: { name: 'A', locale: 'de' } });
    clock.advance(HOUR * 1000);
    const changed = await admin.users.modify({
      id: 'a',
      username: 'b',
      email: 'b@people.example',
      profile: { name: 'B', locale: null },
    });
    expect(changed).toEqual({
      ...account,
      username: 'b',
      email: 'b@people.example',
      profile: { name: 'B' },
      version: 2,
      updatedAt: NOW + HOUR,
    });
    const again = await admin.users.modify({ id: account.id, username: 'b', profile: { name: 'B' } });
    expect(again).toEqual(changed);
    expect(actions(await audit())).toEqual(['account.created', 'account.updated']);
  });

  test('a new address or number is unverified, unless it is said otherwise', async () => {
    const { admin } = await adminFixture();
    const phone = { phone_number: '+41441234567', phone_number_verified: true };
    await admin.users.add({ username: 'a', email: 'a@people.example', emailVerified: true, profile: phone });
    expect(await admin.users.modify({ id: 'a', email: 'A@people.example' })).toMatchObject({ emailVerified: true });
    const changed = await admin.users.modify({
      id: 'a',
      email: 'b@people.example',
      profile: { phone_number: '+41441234568' },
    });
    expect(changed).toMatchObject({ emailVerified: false, profile: { phone_number: '+41441234568' } });
    expect(changed.profile.phone_number_verified).toBeUndefined();
    expect(await admin.users.modify({ id: 'a', email: 'c@people.example', emailVerified: true })).toMatchObject({
      emailVerified: true,
    });
    const without = await admin.users.modify({ id: 'a', email: null });
    expect(without.emailVerified).toBe(false);
    expect(without.email).toBeUndefined();
  });

  test("another's name is refused, and a change made meanwhile is never overwritten", async () => {
    const { admin, between, stores } = await adminFixture();
    const { account } = await admin.users.add({ username: 'a', email: 'a@people.example' });
    await admin.users.add({ username: 'b', email: 'b@people.example' });
    for (const change of [{ username: 'B' }, { email: 'b@people.example' }, { username: 'b@people.example' }]) {
      expect((await refusalOf(admin.users.modify({ id: account.id, ...change }))).code).toBe('account.exists');
    }
    between(() => admin.users.modify({ id: account.id, profile: { name: 'Theirs' } }));
    const mine = admin.users.modify({ id: account.id, profile: { name: 'Mine' } });
    expect((await refusalOf(mine)).code).toBe('account.conflict');
    expect((await stores.accounts.find(account.id))?.profile.name).toBe('Theirs');
    const stale = admin.users.modify({ id: account.id, version: 1, profile: { name: 'Mine' } });
    expect((await refusalOf(stale)).code).toBe('account.conflict');
    between(() => admin.users.remove({ id: account.id }));
    const late = admin.users.modify({ id: account.id, profile: { name: 'Late' } });
    expect((await refusalOf(late)).code).toBe('account.not_found');
  });
});

describe('what ends with a change (D12)', () => {
  test.each(['locked', 'disabled'] as const)('who is %s is signed out everywhere, in one unit', async (state) => {
    const fixture = await adminFixture();
    const person = await signedInPerson(fixture);
    await fixture.admin.users.modify({ id: 'alice', state });
    expect(await isSignedOut(fixture, person)).toBe(true);
    expect(actions(await fixture.audit()).slice(1)).toEqual(['account.updated']);
    await fixture.admin.users.modify({ id: 'alice', state: 'active' });
    expect(await isSignedOut(fixture, person)).toBe(true);
  });

  test('who gets a new password is signed out everywhere; the old one opens nothing', async () => {
    const fixture = await adminFixture();
    const { admin, stores, hasher, audit } = fixture;
    const person = await signedInPerson(fixture);
    const weak = await refusalOf(admin.users.setPassword({ id: 'alice', password: 'password' }));
    expect(weak.code).toBe('account.password_refused');
    expect(await isSignedOut(fixture, person)).toBe(false);
    const { password } = await admin.users.setPassword({ id: 'alice', password: { generate: true } });
    expect(await isSignedOut(fixture, person)).toBe(true);
    const hash = (await stores.accounts.find(person.account.id))?.password;
    expect(hash && (await hasher.verify(GOOD, hash, ''))).toBe(false);
    expect(hash && (await hasher.verify(password ?? '', hash, ''))).toBe(true);
    expect(actions(await audit()).slice(1)).toEqual(['account.password_changed']);
  });

  test('who is removed leaves no session and no live token; the name is free again', async () => {
    const fixture = await adminFixture();
    const { admin, audit } = fixture;
    const person = await signedInPerson(fixture);
    await admin.users.remove({ id: 'alice' });
    expect(await isSignedOut(fixture, person)).toBe(true);
    expect((await refusalOf(admin.users.remove({ id: 'alice' }))).code).toBe('account.not_found');
    expect(actions(await audit()).slice(1)).toEqual(['account.deleted']);
    const { account } = await admin.users.add({ username: 'alice' });
    expect(account.id).not.toBe(person.account.id);
  });

  test('another change signs nobody out', async () => {
    const fixture = await adminFixture();
    const person = await signedInPerson(fixture);
    await fixture.admin.users.modify({ id: 'alice', profile: { name: 'Alice' } });
    expect(await isSignedOut(fixture, person)).toBe(false);
  });
});
