import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { FreshVisitor } from '@cardea/core';
import { isRefusal, parseAppPassword } from '@cardea/protocol';
import { atOnce } from '../../harness/at-once.ts';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, granted, refused } from '../../harness/flow-values.ts';

let engine: TestEngine;
let client: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open();
  client = await engine.addClient();
  await engine.cardea.stores.commit({
    changes: [{ kind: 'scope.ensure', scope: { name: 'files', description: 'Your files', claims: [] } }],
  });
});
afterAll(async () => engine[Symbol.asyncDispose]());

const visitorOf = async (person: Person): Promise<FreshVisitor> => {
  const { browser } = await engine.code({ client, person });
  const { selfService } = engine.cardea.engine;
  return granted(selfService.fresh(granted(await selfService.visitor(browser))));
};

const make = async (visitor: FreshVisitor, changes: { ttlSeconds?: number | null; scopes?: readonly string[] } = {}) =>
  granted(
    await engine.cardea.engine.selfService.appPasswords.make(visitor, {
      name: 'rclone',
      scopes: ['files'],
      ttlSeconds: undefined,
      ...changes,
    }),
  );

const made = async (visitor: FreshVisitor, changes = {}): Promise<string> => {
  const result = await make(visitor, changes);
  if (result.kind !== 'made') throw new Error(result.fault);
  return result.text;
};

const codeOf = async (text: string): Promise<string> => {
  const token = await engine.cardea.engine.verifyAccessToken(text);
  return isRefusal(token) ? token.code : 'live';
};

const actions = async ({ id }: Person) =>
  (await engine.cardea.stores.audit.list({ limit: 100, target: id })).map(({ action }) => action);

describe('an app password', () => {
  test('stands for its person with its scopes, and is kept as a hash alone', async () => {
    const person = await engine.addPerson();
    const visitor = await visitorOf(person);
    const text = await made(visitor);
    const token = granted(await engine.cardea.engine.verifyAccessToken(text));
    expect(token).toMatchObject({ subject: person.id, scopes: ['files'] });
    const [stored] = await engine.cardea.stores.appPasswords.list(person.id);
    expect(JSON.stringify(stored)).not.toContain(parseAppPassword(text) ?? 'nothing');
    expect(stored?.lastUsedAt).toBeDefined();
    const [listed] = await engine.cardea.engine.selfService.appPasswords.list(visitor);
    expect(Object.keys(listed ?? {})).not.toContain('secretHash');
    expect(await actions(person)).toContain('app_password.created');
    const audit = JSON.stringify(await engine.cardea.stores.audit.list({ limit: 100, target: person.id }));
    expect(audit).not.toContain(text);
    expect(audit).not.toContain(stored?.secretHash ?? 'nothing');
  });

  test('ends at its time, which no policy lets be longer than it says', async () => {
    const visitor = await visitorOf(await engine.addPerson());
    const most = engine.cardea.settings.appPasswordMaxTtlSeconds ?? 0;
    expect(await make(visitor, { ttlSeconds: null })).toEqual({ kind: 'not_made', fault: 'ttl' });
    expect(await make(visitor, { ttlSeconds: most + 1 })).toEqual({ kind: 'not_made', fault: 'ttl' });
    const text = await made(visitor, { ttlSeconds: 60 });
    engine.clock.advance(59_000);
    expect(await codeOf(text)).toBe('live');
    engine.clock.advance(1_000);
    expect(await codeOf(text)).toBe('token.expired');
  });

  test('has no scope that says who people are, that manages, or that nobody registered', async () => {
    const visitor = await visitorOf(await engine.addPerson());
    for (const scope of ['openid', 'offline_access', 'admin:*', 'metrics', 'unheard'])
      expect(await make(visitor, { scopes: [scope] })).toEqual({ kind: 'not_made', fault: 'scopes' });
  });

  test('is refused in the place of every other credential, and no other one is taken for it', async () => {
    const text = await made(await visitorOf(await engine.addPerson()));
    const wrong = text.slice(0, -1) + (text.endsWith('0') ? '1' : '0');
    expect(await codeOf(wrong)).toBe('token.malformed');
    const code = { grant_type: 'authorization_code', code: text, redirect_uri: 'https://app.example/cb' };
    const asCode = await engine.token(client, { ...code, code_verifier: 'x'.repeat(43) });
    expect(refused(asCode).error).toBe('invalid_grant');
    expect(refused(await engine.refresh(client, text)).error).toBe('invalid_grant');
    const session = await engine.cardea.engine.selfService.visitor(aBrowser([text]));
    expect(refused(session).code).toBe('self_service.not_signed_in');
  });

  test.each(['locked', 'disabled'] as const)('of somebody who is %s is over (design D12)', async (state) => {
    const person = await engine.addPerson();
    const text = await made(await visitorOf(person));
    const actor = { kind: 'operator', id: 'test' } as const;
    await engine.cardea.management.accounts.modify({ id: person.id, state }, actor);
    expect(await codeOf(text)).not.toBe('live');
    await engine.cardea.management.accounts.modify({ id: person.id, state: 'active' }, actor);
    expect(await codeOf(text)).toBe('token.unknown');
  });

  test('is over with the password it was made beside', async () => {
    const person = await engine.addPerson();
    const visitor = await visitorOf(person);
    const text = await made(visitor);
    const next = 'another kettle under the blue river';
    const changed = granted(
      await engine.cardea.engine.selfService.changePassword(visitor, {
        current: person.password,
        next,
        language: 'en',
      }),
    );
    expect(changed.kind).toBe('changed');
    expect(await codeOf(text)).toBe('token.unknown');
  });

  test('is ended by its own person alone, once', async () => {
    const [person, other] = [await engine.addPerson(), await engine.addPerson()];
    const [visitor, stranger] = [await visitorOf(person), await visitorOf(other)];
    const text = await made(visitor);
    const { appPasswords } = engine.cardea.engine.selfService;
    const id = (await appPasswords.list(visitor))[0]?.id ?? '';
    expect(await appPasswords.list(stranger)).toEqual([]);
    for (const wrong of [id, 'nothing', ''])
      expect(refused(await appPasswords.remove(stranger, wrong)).code).toBe('self_service.app_password_unknown');
    expect(await codeOf(text)).toBe('live');
    const answers = await atOnce(8, () => appPasswords.remove(visitor, id));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    expect((await actions(person)).filter((action) => action === 'app_password.deleted')).toHaveLength(1);
    expect(await codeOf(text)).toBe('token.unknown');
  });
});
