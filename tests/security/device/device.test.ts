import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import type { Browser } from '@cardea/core';
import { isRefusal, Parameters } from '@cardea/protocol';
import { atOnce } from '../../harness/at-once.ts';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, asked, granted, refused } from '../../harness/flow-values.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const OPERATOR = { kind: 'operator', id: 'test' } as const;
const RIVALS = 20;
const ROUNDS = 25;

let engine: TestEngine;
let nat: RegisteredClient;
let evil: RegisteredClient;
let alice: Person;
let bob: Person;

beforeAll(async () => {
  engine = await TestEngine.open({ CARDEA_DEVICE_REQUEST_BURST: '10000', CARDEA_LOGIN_BURST: '10000' });
  const client = {
    grantTypes: [GRANT, 'refresh_token'],
    redirectUris: [],
    scopes: ['openid', 'offline_access', 'read'],
  };
  nat = await engine.addClient({ ...client, name: 'NAT', authMethod: 'none' });
  evil = await engine.addClient({ ...client, name: 'EVIL' });
  [alice, bob] = [await engine.addPerson(), await engine.addPerson()];
});
afterAll(async () => engine[Symbol.asyncDispose]());

const start = async () => granted(await engine.authorizeDevice(nat, { scope: 'openid offline_access' }));
const from = (address: string) => ({ ...aBrowser(), caller: { address, network: address, requestId: address } });
const wrong = (index: number): string => {
  const letters = 'BCDFGHJKLMNPQRSTVWXZ';
  return `BBBB${[8000, 400, 20, 1].map((unit) => letters.charAt(Math.floor(index / unit) % 20)).join('')}`;
};

describe('guessing user codes (S086)', () => {
  test('is stopped for one address, and for nobody elsewhere; the right code is not told from a wrong one then', async () => {
    await using target = await TestEngine.open();
    const client = await target.addClient({ authMethod: 'none', grantTypes: [GRANT], redirectUris: [] });
    const { user_code } = granted(await target.authorizeDevice(client));
    const { flow } = target.cardea.engine;
    const codes = [];
    for (let guess = 0; guess < 50; guess++)
      codes.push(refused(await flow.beginDevice(wrong(guess), from('203.0.113.1'))).code);
    const burst = target.cardea.settings.userCodeBurst;
    expect(codes.slice(0, burst)).toEqual(Array(burst).fill('device.user_code'));
    expect(codes.slice(burst)).toEqual(Array(50 - burst).fill('device.guesses'));
    const last = refused(await flow.beginDevice(user_code, from('203.0.113.1')));
    expect(last).toMatchObject({ code: 'device.guesses', status: 429 });
    expect(last.retryAfterSeconds).toBeGreaterThan(0);
    granted(await flow.beginDevice(user_code, from('203.0.113.2')));
    target.clock.advance(target.cardea.settings.userCodeIntervalSeconds * 1000);
    granted(await flow.beginDevice(user_code, from('203.0.113.1')));
  });

  test('is stopped for all addresses together', async () => {
    await using target = await TestEngine.open();
    const { flow } = target.cardea.engine;
    const { allUserCodesBurst } = target.cardea.settings;
    const codes = await atOnce(500, async (index) => {
      const address = `198.51.${Math.floor(index / 250)}.${index % 250}`;
      return refused(await flow.beginDevice(wrong(index), from(address))).code;
    });
    expect(codes.filter((code) => code === 'device.user_code')).toHaveLength(allUserCodesBurst);
    expect(codes.filter((code) => code === 'device.guesses')).toHaveLength(500 - allUserCodesBurst);
  });

  test('right codes do not count, and limits are kept over a restart (S127)', async () => {
    await using target = await TestEngine.open({ CARDEA_DEVICE_REQUEST_BURST: '100', CARDEA_USER_CODE_BURST: '3' });
    const client = await target.addClient({ authMethod: 'none', grantTypes: [GRANT], redirectUris: [] });
    for (let count = 0; count < 6; count++) {
      const { user_code } = granted(await target.authorizeDevice(client));
      granted(await target.cardea.engine.flow.beginDevice(user_code, from('203.0.113.1')));
    }
    for (let count = 0; count < 3; count++)
      refused(await target.cardea.engine.flow.beginDevice(wrong(count), from('203.0.113.1')));
    const { device_code, user_code } = granted(await target.authorizeDevice(client));
    await target.restart();
    expect(refused(await target.cardea.engine.flow.beginDevice(user_code, from('203.0.113.1'))).code).toBe(
      'device.guesses',
    );
    const person = await target.addPerson();
    await target.answerDevice(person, user_code);
    await target.restart();
    granted(await target.poll(client, device_code));
  });
});

test('a device code of another client is refused before anything else, and stays good for its own (S088)', async () => {
  const { device_code, user_code } = await start();
  const other = await engine.addClient({ authMethod: 'none', grantTypes: [GRANT], redirectUris: [], scopes: [] });
  for (const client of [other, evil]) {
    const before = refused(await engine.poll(client, device_code, { scope: 'a scope that nobody has' }));
    expect(before).toMatchObject({ error: 'invalid_grant', code: 'device.other_client' });
    expect(before.description).toBe(refused(await engine.poll(client, 'x')).description);
  }
  await engine.answerDevice(alice, user_code);
  for (const client of [other, evil])
    expect(refused(await engine.poll(client, device_code)).error).toBe('invalid_grant');
  granted(await engine.poll(nat, device_code));
});

describe('one device code', () => {
  test('gives tokens to one of twenty polls, and what it gave stays live (INV1)', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { device_code, user_code } = await start();
      await engine.answerDevice(alice, user_code);
      const answers = await atOnce(RIVALS, () => engine.poll(nat, device_code));
      const won = answers.filter((answer) => !isRefusal(answer));
      expect(won).toHaveLength(1);
      for (const answer of answers) if (isRefusal(answer)) expect(answer.error).toBe('invalid_grant');
      const [tokens] = won;
      if (tokens === undefined || isRefusal(tokens)) throw new Error('no tokens');
      expect(await engine.isActive(tokens.access_token)).toBe(true);
    }
  }, 60_000);

  test('that comes again later ends what came of it: somebody has a copy (design D1)', async () => {
    const { device_code, user_code } = await start();
    await engine.answerDevice(alice, user_code);
    const tokens = granted(await engine.poll(nat, device_code));
    engine.clock.advance(5_000);
    expect(refused(await engine.poll(nat, device_code)).error).toBe('invalid_grant');
    expect(await engine.isActive(tokens.access_token)).toBe(false);
    expect(refused(await engine.refresh(nat, tokens.refresh_token)).error).toBe('invalid_grant');
    expect(await engine.actions()).toContain('code_replay');
  });

  test('is answered by one of two people, and by one of several clicks', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { device_code, user_code } = await start();
      const { flow } = engine.cardea.engine;
      const pages: { readonly id: string; readonly browser: Browser }[] = [];
      for (const person of [alice, bob]) {
        const browser = aBrowser();
        const begun = asked(granted(await flow.beginDevice(user_code, browser)));
        const signed = granted(await flow.signIn(begun.flow.id, browser, person));
        pages.push({ id: begun.flow.id, browser: { ...browser, sessionHandles: signed.sessionHandles ?? [] } });
      }
      const answers = await atOnce(8, async (index) => {
        const page = pages[index % 2];
        if (page === undefined) throw new Error('there are two');
        return flow.consent(page.id, page.browser, { allowed: index % 4 < 2 ? ['openid'] : 'denied' });
      });
      const held = answers.filter((answer) => !isRefusal(answer));
      expect(held).toHaveLength(1);
      const polled = await engine.poll(nat, device_code);
      const [done] = held;
      if (done === undefined || isRefusal(done) || done.next.kind !== 'response') throw new Error('no answer');
      const allowed = done.next.parameters.some(([, value]) => value === 'allowed');
      expect(isRefusal(polled) ? polled.error : 'tokens').toBe(allowed ? 'tokens' : 'access_denied');
    }
  }, 60_000);
});

describe('the page of a device', () => {
  test('belongs to the browser that opened it, and to no other (S096, S102)', async () => {
    const { device_code, user_code } = await start();
    const browser = aBrowser();
    const { flow } = asked(granted(await engine.cardea.engine.flow.beginDevice(user_code, browser)));
    const { browser: elsewhere } = await engine.answerDevice(alice, (await start()).user_code);
    const stolen = await engine.cardea.engine.flow.consent(flow.id, elsewhere, { allowed: ['openid'] });
    expect(refused(stolen).code).toBe('flow.other_browser');
    // Nobody has signed in there: there is nothing to agree to yet
    const early = await engine.cardea.engine.flow.consent(flow.id, browser, { allowed: ['openid'] });
    expect(refused(early).code).toBe('flow.unknown');
    expect(refused(await engine.poll(nat, device_code)).error).toBe('authorization_pending');
  });

  test('allows no more than the device asked for, and less where the person chose so', async () => {
    const { device_code, user_code } = await start();
    const { browser } = await engine.answerDevice(alice, (await start()).user_code);
    const { flow } = asked(granted(await engine.cardea.engine.flow.beginDevice(user_code, browser)));
    granted(await engine.cardea.engine.flow.consent(flow.id, browser, { allowed: ['openid', 'read', 'admin'] }));
    expect(granted(await engine.poll(nat, device_code)).scope).toBe('openid');
  });

  test('says nothing for somebody who was locked, or whose client was switched off, meanwhile (design D12)', async () => {
    const person = await engine.addPerson();
    const client = await engine.addClient({
      authMethod: 'none',
      grantTypes: [GRANT],
      redirectUris: [],
      scopes: ['read'],
    });
    const { device_code, user_code } = granted(await engine.authorizeDevice(client));
    await engine.answerDevice(person, user_code);
    await engine.cardea.management.clients.modify({ id: client.id, enabled: false }, OPERATOR);
    expect(refused(await engine.poll(client, device_code)).error).toBe('invalid_client');
    await engine.cardea.management.clients.modify({ id: client.id, enabled: true }, OPERATOR);
    await engine.cardea.management.accounts.modify({ id: person.id, state: 'locked' }, OPERATOR);
    expect(refused(await engine.poll(client, device_code)).error).toBe('invalid_grant');
  });
});

test('signing out on the phone does not end what a device was allowed there; revoking and removing do', async () => {
  const { device_code, user_code } = await start();
  const { browser } = await engine.answerDevice(alice, user_code);
  const tokens = granted(await engine.poll(nat, device_code));
  granted(await engine.cardea.engine.logout.confirm(new Parameters(), browser, { sessionId: 'all' }));
  expect(await engine.isActive(tokens.access_token)).toBe(true);
  await engine.revoke(nat, tokens.refresh_token);
  expect(await engine.isActive(tokens.access_token)).toBe(false);
});

test('the database holds neither device codes nor user codes (S157)', async () => {
  const { device_code, user_code } = await start();
  const [, selector = ''] = /^cda_dc_(.{22})/.exec(device_code) ?? [];
  const row = JSON.stringify(await engine.cardea.stores.deviceCodes.find(selector));
  expect(row).toContain(selector);
  expect(row).not.toContain(device_code.slice(29, 60));
  for (const text of [user_code, user_code.replace('-', '')]) expect(row).not.toContain(text);
});
