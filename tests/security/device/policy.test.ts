import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { atOnce } from '../../harness/at-once.ts';
import { createDpopKey } from '../../harness/dpop.ts';
import { type RegisteredClient, TestEngine } from '../../harness/engine.ts';
import { aBrowser, asked, granted, parametersOf, refused } from '../../harness/flow-values.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const OPERATOR = { kind: 'operator', id: 'test' } as const;

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
});
afterAll(async () => engine[Symbol.asyncDispose]());

const addDevice = (settings: Parameters<TestEngine['addClient']>[0] = {}): Promise<RegisteredClient> =>
  engine.addClient({
    authMethod: 'none',
    grantTypes: [GRANT],
    redirectUris: [],
    scopes: ['openid', 'read'],
    ...settings,
  });

/** What a person is asked after the code was typed and they have signed in. */
const askedAt = async (client: RegisteredClient) => {
  const person = await engine.addPerson();
  const started = granted(await engine.authorizeDevice(client, { scope: 'openid' }));
  const { flow } = engine.cardea.engine;
  const browser = aBrowser();
  engine.clock.advance(1);
  const begun = asked(granted(await flow.beginDevice(started.user_code, browser)));
  const after = asked(granted(await flow.signIn(begun.flow.id, browser, person)));
  return { step: after.step, device: started.device_code };
};

describe('S091: the policy of a client holds for its devices as in a browser', () => {
  test('where two factors are asked for, nobody gets to the consent with one', async () => {
    const client = await addDevice({ factors: 'two_factors' });
    const { step, device } = await askedAt(client);
    expect(step.kind).toBe('enrol_factor');
    expect(refused(await engine.poll(client, device)).error).toBe('authorization_pending');
  });

  test('a device is confirmed each time, also where an application would not ask (cross-device BCP §6.1)', async () => {
    for (const consent of ['implicit', 'remembered', 'explicit'] as const) {
      const client = await addDevice({ consent });
      for (const attempt of [1, 2]) expect([attempt, (await askedAt(client)).step.kind]).toEqual([attempt, 'consent']);
    }
  });

  test('tokens are bound where the client has bound ones alone', async () => {
    const client = await addDevice({ dpopBoundAccessTokens: true });
    const started = granted(await engine.authorizeDevice(client, { scope: 'read' }));
    await engine.answerDevice(await engine.addPerson(), started.user_code);
    expect(refused(await engine.poll(client, started.device_code)).code).toBe('dpop.missing');
    const key = await createDpopKey();
    const url = engine.cardea.urls.token;
    const claims = { iat: Math.floor(engine.clock.nowMs() / 1000) };
    const answer = await engine.cardea.engine.token({
      parameters: parametersOf({ grant_type: GRANT, device_code: started.device_code, client_id: client.id }),
      authorization: undefined,
      proof: { header: await key.proof(url, { claims }), method: 'POST', url },
      caller: aBrowser().caller,
    });
    expect(granted(answer).token_type).toBe('DPoP');
  });

  test('a scope that the client has not, a grant that was taken from it, and a client that is off, are refused', async () => {
    const client = await addDevice();
    expect(refused(await engine.authorizeDevice(client, { scope: 'openid admin' })).error).toBe('invalid_scope');
    const started = granted(await engine.authorizeDevice(client, { scope: 'read' }));
    await engine.answerDevice(await engine.addPerson(), started.user_code);
    const { clients } = engine.cardea.management;
    await clients.modify({ id: client.id, grantTypes: ['refresh_token'] }, OPERATOR);
    expect(refused(await engine.poll(client, started.device_code)).error).toBe('unauthorized_client');
    expect(refused(await engine.authorizeDevice(client)).error).toBe('unauthorized_client');
    await clients.modify({ id: client.id, grantTypes: [GRANT], enabled: false }, OPERATOR);
    expect(refused(await engine.poll(client, started.device_code)).error).toBe('invalid_client');
    expect(refused(await engine.authorizeDevice(client)).error).toBe('invalid_client');
  });

  test('of a hundred codes that one address asks for at once, the burst is given', async () => {
    await using target = await TestEngine.open();
    const client = await target.addClient({
      authMethod: 'none',
      grantTypes: [GRANT],
      redirectUris: [],
      scopes: ['read'],
    });
    const { deviceRequestBurst } = target.cardea.settings;
    const { caller } = aBrowser();
    const answers = await atOnce(100, () => target.authorizeDevice(client, { scope: 'read' }, caller));
    expect(answers.filter((answer) => 'device_code' in answer)).toHaveLength(deviceRequestBurst);
    for (const answer of answers)
      if (!('device_code' in answer))
        expect(refused(answer)).toMatchObject({ status: 429, error: 'too_many_requests' });
  });
});
