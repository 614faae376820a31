import { describe, expect, test } from 'bun:test';
import { z } from 'zod';
import { adminFixture, refusalOf } from './admin.fixture.ts';
import { listProcedures } from './procedures/list-procedures.ts';
import { adminRouter } from './router.ts';

type Fixture = Awaited<ReturnType<typeof adminFixture>>;
type Changed = Readonly<Record<string, unknown>> & { readonly version: number };

const called = async ({ admin }: Pick<Fixture, 'admin'>, path: string, input: unknown): Promise<unknown> => {
  const [area = '', name = ''] = path.split('.');
  const call: unknown = Reflect.get(Object(Reflect.get(admin, area)), name);
  if (typeof call !== 'function') throw new Error(`there is no ${path}`);
  return call(input);
};

const changes = listProcedures(adminRouter).filter(({ type }) => type === 'mutation');
const withInput = changes.flatMap(({ path, input }) => (input instanceof z.ZodObject ? [{ path, input }] : []));
const versioned = withInput.filter(({ input }) => 'version' in input.shape);

/** Makes something, and what names it. What is shown of it is in the answer, or in one member of it. */
const made: Readonly<Record<string, (fixture: Fixture) => Promise<object>>> = {
  'clients.modify': async ({ admin }) => {
    const { client } = await admin.clients.add({
      name: 'Web',
      redirectUris: ['https://app.example/cb'],
      scopes: ['openid'],
      contacts: ['ops@example.org'],
    });
    return { id: client.id };
  },
  'users.modify': async ({ admin }) => {
    const { account } = await admin.users.add({ username: 'ada', email: 'ada@example.org', profile: { name: 'Ada' } });
    return { id: account.id };
  },
  'resources.modify': async ({ admin }) => {
    await admin.resources.add({ uri: 'https://api.example', name: 'API', scopes: ['a'], accessTokenTtlSeconds: 60 });
    return { uri: 'https://api.example' };
  },
  'identityProviders.modify': async ({ admin }) => {
    const input = { id: 'work', issuer: 'https://idp.example', clientId: 'c', clientSecret: 's'.repeat(40), name: 'W' };
    await admin.identityProviders.add(input);
    return { id: 'work' };
  },
  'trustedIssuers.modify': async ({ admin }) => {
    const jwks = { keys: [{ kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }] };
    await admin.trustedIssuers.add({ issuer: 'https://ci.example', name: 'CI', jwks, subjects: 'service', scopes: [] });
    return { issuer: 'https://ci.example' };
  },
};
/** What has a version and no example here, because it is tested where it is. */
const ELSEWHERE: readonly string[] = ['branding.modify', 'branding.reset', 'settings.set', 'settings.reset'];

const shown = (answer: unknown): Changed => {
  const is = (value: unknown): value is Changed => typeof value === 'object' && value !== null && 'version' in value;
  const found = is(answer) ? answer : Object.values(Object(answer)).find(is);
  if (found === undefined) throw new Error('the answer shows nothing with a version');
  return found;
};

/** What must not be had by leaving a value empty: it would open something, or leave nothing of what is asked. */
const UNSAFE: readonly string[] = [
  'name',
  'enabled',
  'authMethod',
  'grantTypes',
  'scopes',
  'resources',
  'redirectUris',
  'responseTypes',
  'requirePkce',
  'consent',
  'applicationType',
  'requirePushedRequests',
  'requireSignedRequestObject',
  'requestUris',
  'postLogoutRedirectUris',
  'subjectType',
  'username',
  'emailVerified',
  'state',
  'tokenFormat',
  'introspectors',
  'selfRegistered',
  'trustsEmail',
  'trustsFactors',
  'matchBy',
  'onMatch',
  'onNoMatch',
  'allowedDomains',
  'algorithms',
  'subjects',
  'clients',
  'id',
  'uri',
  'issuer',
  'version',
];

describe('every change', () => {
  test('with a version has an example here, and a new one is not forgotten', () => {
    expect(versioned.map(({ path }) => path).toSorted()).toEqual([...Object.keys(made), ...ELSEWHERE].toSorted());
    expect(changes.length).toBeGreaterThan(35);
  });

  test.each(withInput)(
    '$path takes nothing that it does not know, and writes nothing then',
    async ({ path, input }) => {
      const fixture = await adminFixture();
      let units = 0;
      const watch = (): void =>
        fixture.between(async () => {
          units++;
          watch();
        });
      watch();
      const names = Object.keys(input.shape);
      const wrong = [
        { [names[0] ?? '']: Symbol('no value') },
        { isAdmin: true },
        { __proto__: { id: 'x' }, orderBy: 'x' },
      ];
      for (const one of [...wrong, null, [], 'text'])
        expect([path, (await refusalOf(called(fixture, path, one))).code]).toEqual([path, 'input.invalid']);
      expect([path, units]).toEqual([path, 0]);
      expect(await fixture.audit()).toEqual([]);
    },
  );

  for (const [path, make] of Object.entries(made)) {
    describe(path, () => {
      const shape = versioned.find((one) => one.path === path)?.input.shape ?? {};

      test('keeps what is absent, and writes nothing where nothing changes (S111)', async () => {
        const fixture = await adminFixture();
        const named = await make(fixture);
        const before = await fixture.audit();
        const first = shown(await called(fixture, path, named));
        const absent = Object.fromEntries(Object.keys(shape).map((name) => [name, undefined]));
        expect(shown(await called(fixture, path, { ...absent, ...named }))).toEqual(first);
        expect(await fixture.audit()).toEqual(before);
      });

      test('refuses null where it would open something, and changes nothing then (S111)', async () => {
        const fixture = await adminFixture();
        const named = await make(fixture);
        const first = shown(await called(fixture, path, named));
        const before = await fixture.audit();
        const unsafe = Object.keys(shape).filter((name) => UNSAFE.includes(name));
        expect(unsafe.length).toBeGreaterThan(2);
        for (const name of unsafe)
          expect([name, (await refusalOf(called(fixture, path, { ...named, [name]: null }))).code]).toEqual([
            name,
            'input.invalid',
          ]);
        expect(await fixture.audit()).toEqual(before);
        expect(shown(await called(fixture, path, named))).toEqual(first);
      });

      test('of two changes of one version one is made: the other is a conflict (S111)', async () => {
        const fixture = await adminFixture();
        const named = await make(fixture);
        const { version } = shown(await called(fixture, path, named));
        const field = 'name' in shape ? 'name' : 'username';
        const entries = (await fixture.audit()).length;
        const answers = await Promise.allSettled(
          ['one', 'two'].map((text) => called(fixture, path, { ...named, version, [field]: text })),
        );
        const [lost] = answers.filter((answer) => answer.status === 'rejected');
        expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect((await refusalOf(Promise.reject(lost?.reason))).code).toEndWith('.conflict');
        expect((await refusalOf(called(fixture, path, { ...named, version, [field]: 'three' }))).code).toEndWith(
          '.conflict',
        );
        expect(await fixture.audit()).toHaveLength(entries + 1);
        expect(shown(await called(fixture, path, named)).version).toBe(version + 1);
      });
    });
  }
});
