import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { Browser, FreshVisitor } from '@cardea/core';
import { atOnce } from '../../harness/at-once.ts';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, asked, granted, refused } from '../../harness/flow-values.ts';

setDefaultTimeout(30_000);

const OPERATOR = { kind: 'operator', id: 'test' } as const;
const REQUEST = {
  response_type: 'code',
  code_challenge: 'x'.repeat(43),
  code_challenge_method: 'S256',
  scope: 'openid',
};

let engine: TestEngine;
let client: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open();
  client = await engine.addClient();
});
afterAll(async () => engine[Symbol.asyncDispose]());

const freshVisitor = async (browser: Browser): Promise<FreshVisitor> => {
  const { selfService } = engine.cardea.engine;
  return granted(selfService.fresh(granted(await selfService.visitor(browser))));
};

const signedIn = async (person?: Person) => {
  const who = person ?? (await engine.addPerson());
  const code = await engine.code({ client, person: who });
  return { person: who, browser: code.browser, tokens: granted(await engine.redeem(code)) };
};

const end = async (browser: Browser, username: string) =>
  granted(
    await engine.cardea.engine.selfService.scheduleDeletion(await freshVisitor(browser), { username, language: 'en' }),
  );

const signIn = async ({ username, password }: Person, keeps?: boolean) => {
  const browser = aBrowser();
  const begun = asked(granted(await engine.begin({ client_id: client.id, ...REQUEST }, browser)));
  const { flow } = engine.cardea.engine;
  const outcome = await flow.signIn(begun.flow.id, browser, { username, password, keeps });
  return { outcome, browser };
};

const find = (id: string) => engine.cardea.stores.accounts.find(id);
const afterGrace = () => engine.clock.advance(engine.cardea.settings.deletionGraceSeconds * 1000);

describe('a person who ends their account', () => {
  test('types its name; another one ends nothing', async () => {
    const { person, browser, tokens } = await signedIn();
    const other = await engine.addPerson();
    for (const name of ['', 'nobody', other.username, person.id])
      expect(await end(browser, name)).toEqual({ kind: 'name_differs' });
    expect(await engine.isActive(tokens.access_token)).toBe(true);
    expect((await find(person.id))?.state).toBe('active');
    expect((await engine.cardea.stores.outbox.depth()).waiting).toBe(0);
  });

  test('is told by mail, once', async () => {
    const { person, browser } = await signedIn(await engine.addPerson({ email: 'leaving@people.example' }));
    const before = (await engine.cardea.stores.outbox.depth()).waiting;
    await end(browser, person.username);
    expect((await engine.cardea.stores.outbox.depth()).waiting).toBe(before + 1);
    granted((await signIn(person, true)).outcome);
  });

  test('is removed with everything of it after the time of grace, and not before', async () => {
    const { person, browser } = await signedIn();
    const stranger = await signedIn();
    const now = Math.floor(engine.clock.nowMs() / 1000);
    const ended = await end(browser, person.username.toUpperCase());
    expect(ended).toEqual({
      kind: 'scheduled',
      deleteAt: now + engine.cardea.settings.deletionGraceSeconds,
      sessionHandles: [],
    });
    expect(await engine.cardea.removeDueAccounts()).toBe(0);
    expect(await find(person.id)).toMatchObject({ state: 'deleting', username: person.username });
    // Nobody else gets the name meanwhile
    const again = await engine.cardea.management.accounts.add({ username: person.username }, OPERATOR);
    expect(again).not.toHaveProperty('account');

    afterGrace();
    expect(await engine.cardea.removeDueAccounts()).toBe(1);
    expect(await engine.cardea.removeDueAccounts()).toBe(0);
    expect(await find(person.id)).toBeUndefined();
    const { stores } = engine.cardea;
    expect(await stores.consents.list(person.id)).toEqual([]);
    expect(await engine.actions(person.id)).toEqual(
      expect.arrayContaining(['account.deletion_scheduled', 'sessions.ended', 'account.deleted']),
    );
    expect(await find(stranger.person.id)).toMatchObject({ state: 'active' });
    expect(refused((await signIn(person)).outcome).code).toBe('login.unknown');
  });

  test('may keep it by signing in, with the right password alone, and is as before', async () => {
    const { person, browser, tokens } = await signedIn();
    await end(browser, person.username);
    const asks = refused((await signIn(person)).outcome);
    expect(asks).toMatchObject({ code: 'login.deleting', status: 401 });
    expect((await find(person.id))?.state).toBe('deleting');
    // Whoever does not know the password does not learn of it, and cannot keep it
    for (const keeps of [false, true])
      expect(refused((await signIn({ ...person, password: 'not it at all' }, keeps)).outcome).code).toBe(
        'login.wrong_password',
      );
    const kept = granted((await signIn(person, true)).outcome);
    expect(kept.sessionHandles).toHaveLength(1);
    const account = await find(person.id);
    expect(account).toMatchObject({ state: 'active' });
    expect(account?.deleteAt).toBeUndefined();
    expect(await engine.actions(person.id)).toContain('account.kept');
    // What was taken back stays so
    expect(await engine.isActive(tokens.access_token)).toBe(false);
    afterGrace();
    expect(await engine.cardea.removeDueAccounts()).toBe(0);
    granted((await signIn(person)).outcome);
  });

  test('keeps nothing that an operator has locked', async () => {
    const person = await engine.addPerson();
    await engine.cardea.management.accounts.modify({ id: person.id, state: 'locked' }, OPERATOR);
    expect(refused((await signIn(person, true)).outcome).code).toBe('login.inactive');
    expect((await find(person.id))?.state).toBe('locked');
  });

  test('can be kept by an operator, who enables it', async () => {
    const { person, browser } = await signedIn();
    await end(browser, person.username);
    await engine.cardea.management.accounts.modify({ id: person.id, state: 'active' }, OPERATOR);
    afterGrace();
    expect(await engine.cardea.removeDueAccounts()).toBe(0);
    expect(await find(person.id)).toMatchObject({ state: 'active', deleteAt: undefined });
  });

  test('is somebody whom the server can do without: its only owner is not', async () => {
    const owner = await engine.addPerson({ role: 'owner' });
    const { browser, tokens } = await signedIn(owner);
    const { selfService } = engine.cardea.engine;
    const visitor = await freshVisitor(browser);
    expect(
      refused(await selfService.scheduleDeletion(visitor, { username: owner.username, language: 'en' })).code,
    ).toBe('self_service.last_owner');
    expect(await engine.isActive(tokens.access_token)).toBe(true);
    await engine.addPerson({ role: 'owner' });
    expect((await end(browser, owner.username)).kind).toBe('scheduled');
  });

  test('is kept or removed, never half of it, where both happen at once', async () => {
    for (let round = 0; round < 5; round++) {
      const { person, browser } = await signedIn();
      await end(browser, person.username);
      afterGrace();
      const [, entered] = await atOnce(2, async (index) =>
        index === 0 ? engine.cardea.removeDueAccounts() : (await signIn(person, true)).outcome,
      );
      const account = await find(person.id);
      if (account === undefined) expect(refused(entered).code).toStartWith('login.');
      else {
        granted(entered);
        expect(account).toMatchObject({ state: 'active' });
      }
      const live = await engine.cardea.stores.browserSessions.listLive(person.id, engine.clock.nowMs() / 1000);
      expect(live.length > 0).toBe(account !== undefined);
    }
  });
});
