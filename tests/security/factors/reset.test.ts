import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type RegisteredClient, TestEngine } from '../../harness/engine.ts';

const HELPER = { kind: 'operator', id: 'helpdesk' } as const;

setDefaultTimeout(30_000);

let engine: TestEngine;
let client: RegisteredClient;

beforeAll(async () => {
  engine = await TestEngine.open();
  client = await engine.addClient({ consent: 'implicit' });
});
afterAll(async () => engine[Symbol.asyncDispose]());

describe('second factors that a person has lost', () => {
  test('are listed without anything that proves something', async () => {
    const person = await engine.withTotp(await engine.addPerson());
    const listed = await engine.cardea.management.factors.list(person.username);
    expect(listed).toEqual({
      factors: [{ kind: 'totp', createdAt: expect.any(Number), lastUsedAt: undefined }],
      recoveryCodes: 16,
    });
    expect(JSON.stringify(listed)).not.toContain(person.totpSecret);
  });

  test.each([undefined, 'totp'])('are removed by a helper, who is named in the audit: %p', async (factor) => {
    const { totpSecret: _, ...person } = await engine.withTotp(await engine.addPerson());
    const { factors } = engine.cardea.management;
    expect(await factors.remove({ id: person.username, factor }, HELPER)).toBeUndefined();
    expect(await engine.cardea.stores.factors.count(person.id)).toEqual({ totp: 0, passkeys: 0, recoveryCodes: 0 });
    // The password alone will do from now on
    expect((await engine.signIn({ client, person })).answer.code).toBeDefined();
    const [entry] = (await engine.cardea.stores.audit.list({ limit: 20, target: person.id })).filter(
      ({ actor }) => actor.id === HELPER.id,
    );
    expect(entry).toMatchObject({ action: factor === undefined ? 'factors.reset' : 'factor.removed', actor: HELPER });
    expect(await factors.remove({ id: person.username, factor }, HELPER)).toMatchObject({ code: 'factor.not_found' });
  });

  test('of one person are removed from no other', async () => {
    const [person, other] = [await engine.addPerson(), await engine.withTotp(await engine.addPerson())];
    const { factors } = engine.cardea.management;
    expect(await factors.remove({ id: person.id, factor: 'totp' }, HELPER)).toMatchObject({ code: 'factor.not_found' });
    expect((await engine.cardea.stores.factors.count(other.id)).totp).toBe(1);
  });
});
