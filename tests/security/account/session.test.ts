import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { type Person, type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, granted, parametersOf, refused } from '../../harness/flow-values.ts';

let engine: TestEngine;
let client: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open();
  client = await engine.addClient();
});
afterAll(async () => engine[Symbol.asyncDispose]());

const start = ({ username, password }: Person, code?: string) =>
  engine.cardea.engine.sessions.start({
    parameters: parametersOf({ username, password, code }),
    caller: aBrowser().caller,
    userAgent: 'script',
  });

describe('a session of the first-party API', () => {
  test('is never given without the second factor of whoever has one', async () => {
    const person = await engine.withTotp(await engine.addPerson());
    expect(refused(await start(person)).code).toBe('session.code_missing');
    expect(refused(await start(person, '000000')).code).toMatch(/^factor\./);
    engine.clock.advance(60_000);
    const code = engine.nextCode(person);
    granted(await start(person, code));
    expect(refused(await start(person, code)).code).toBe('factor.used_code');
  });

  test('tells nobody without the password whether there is a second factor', async () => {
    const person = await engine.withTotp(await engine.addPerson());
    expect(refused(await start({ ...person, password: 'wrong' })).code).toBe('login.wrong_password');
  });

  test('is over with the password that it was got with', async () => {
    const person = await engine.addPerson();
    const { access_token: token = '' } = granted(await start(person));
    const { browser } = await engine.code({ client, person });
    const { selfService } = engine.cardea.engine;
    const visitor = granted(await selfService.visitor(browser));
    const next = 'another kettle under the blue river';
    granted(await selfService.changePassword(visitor, { current: person.password, next, language: 'en' }));
    expect(refused(await engine.cardea.engine.verifyAccessToken(token)).code).toBe('token.revoked');
  });

  test('guesses are counted as those on the sign-in page are', async () => {
    const person = await engine.addPerson();
    const codes = [];
    for (let guess = 0; guess < 60; guess++)
      codes.push(refused(await start({ ...person, password: `wrong ${guess}` })).code);
    expect(codes.at(0)).toBe('login.wrong_password');
    expect(codes.at(-1)).toBe('login.too_many');
    expect(refused(await start(person)).code).toBe('login.too_many');
  });
});
