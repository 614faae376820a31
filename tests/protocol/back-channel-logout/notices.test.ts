import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { postLogoutNotices } from '@cardea/core';
import { Refusal } from '@cardea/protocol';
import { aBrowserSession, aSessionClient } from '@cardea/testkit';
import { atOnce } from '../../harness/at-once.ts';
import { type Person, STARTED_AT_SECONDS, TestEngine } from '../../harness/engine.ts';
import { granted, parametersOf } from '../../harness/flow-values.ts';

const OPERATOR = { kind: 'operator', id: 'test' } as const;
const OUT = 'https://anywhere.example/out';
const ROUNDS = 100;

let engine: TestEngine;
let alice: Person;

beforeEach(async () => {
  engine = await TestEngine.open();
  alice = await engine.addPerson();
});
afterEach(async () => engine[Symbol.asyncDispose]());

const waiting = async (): Promise<number> => (await engine.cardea.stores.outbox.depth()).waiting;
const signOut = async (hint: string | undefined, browser: Parameters<typeof engine.begin>[1]) =>
  granted(await engine.cardea.engine.logout.begin(parametersOf({ id_token_hint: hint }), browser ?? fail()));
const fail = (): never => {
  throw new Error('no browser');
};

describe('the notices of a session that ended', () => {
  test('are each posted once, however many look at once, and however many there are', async () => {
    const { stores } = engine.cardea;
    const client = await engine.addClient({ backchannelLogoutUri: OUT });
    const rows = Array.from({ length: 250 }, () =>
      aSessionClient({ clientId: client.id, accountId: alice.id, answeredAt: STARTED_AT_SECONDS }),
    );
    await stores.commit({
      changes: [
        ...rows.map((sessionClient) => ({ kind: 'session_client.put', sessionClient }) as const),
        { kind: 'session_clients.end', accountId: alice.id, at: STARTED_AT_SECONDS },
      ],
    });
    await atOnce(5, () => postLogoutNotices(engine.cardea));
    expect(await waiting()).toBe(rows.length);
    expect(await stores.sessionClients.listEnded({ limit: 1 })).toEqual([]);
  });

  test('go to the application whose access a person takes back, and to no other of the session', async () => {
    const [gone, other] = [
      await engine.addClient({ backchannelLogoutUri: OUT }),
      await engine.addClient({ backchannelLogoutUri: OUT }),
    ];
    const first = await engine.code({ client: gone, person: alice, request: { scope: 'openid' } });
    granted(await engine.redeem(first));
    const { browser } = await engine.code({ client: other, person: alice, browser: first.browser });
    const { selfService } = engine.cardea.engine;
    const visitor = granted(await selfService.visitor(browser));
    expect(await selfService.applications.revoke(visitor, gone.id)).toBeUndefined();
    const ended = await engine.cardea.stores.sessionClients.listEnded({ limit: 9 });
    expect(ended.map(({ clientId, sid }) => [clientId, sid])).toEqual([[gone.id, visitor.person.session.sid]]);
    await postLogoutNotices(engine.cardea);
    expect(await waiting()).toBe(1);
    // The session itself goes on
    expect(await selfService.visitor(browser)).not.toBeInstanceOf(Refusal);
  });

  test('survive a restart between the end of the session and the outbox', async () => {
    const client = await engine.addClient({ backchannelLogoutUri: OUT });
    const code = await engine.code({ client, person: alice, request: { scope: 'openid' } });
    const { id_token } = granted(await engine.redeem(code));
    await signOut(id_token, code.browser);
    await engine.restart();
    await postLogoutNotices(engine.cardea);
    expect(await waiting()).toBe(1);
  });

  test('are not posted for a client that is switched off, takes none, or came later under the same id', async () => {
    const { clients } = engine.cardea.management;
    const [off, deaf, gone] = [
      await engine.addClient({ backchannelLogoutUri: OUT }),
      await engine.addClient({ backchannelLogoutUri: OUT }),
      await engine.addClient({ backchannelLogoutUri: OUT }),
    ];
    let { browser } = await engine.code({ client: off, person: alice });
    for (const client of [deaf, gone]) ({ browser } = await engine.code({ client, person: alice, browser }));
    await clients.modify({ id: off.id, enabled: false }, OPERATOR);
    await clients.modify({ id: deaf.id, backchannelLogoutUri: null }, OPERATOR);
    await clients.remove(gone.id, OPERATOR);
    engine.clock.advance(60_000);
    const { stores } = engine.cardea;
    while ((await stores.removeExpired({ now: STARTED_AT_SECONDS, limit: 100 })) > 0);
    await engine.addClient({ id: gone.id, backchannelLogoutUri: OUT });
    await engine.cardea.management.accounts.modify({ id: alice.id, state: 'locked' }, OPERATOR);
    expect(await stores.sessionClients.listEnded({ limit: 9 })).toHaveLength(3);
    await postLogoutNotices(engine.cardea);
    expect(await waiting()).toBe(0);
    expect(await stores.sessionClients.listEnded({ limit: 9 })).toEqual([]);
  });

  test('are for sessions that were ended: one that ran out is forgotten', async () => {
    const { stores } = engine.cardea;
    const session = aBrowserSession({ accountId: alice.id, expiresAt: STARTED_AT_SECONDS });
    const row = aSessionClient({ sid: session.sid, accountId: alice.id });
    await stores.commit({
      changes: [
        { kind: 'browser_session.insert', session },
        { kind: 'session_client.put', sessionClient: row },
      ],
    });
    await stores.removeExpired({ now: STARTED_AT_SECONDS + 1, limit: 100 });
    await engine.cardea.management.accounts.modify({ id: alice.id, state: 'locked' }, OPERATOR);
    await postLogoutNotices(engine.cardea);
    expect(await waiting()).toBe(0);
  });
});

test('INV3: of a sign-out and an answer at the same time, either nobody is answered or the client is told', async () => {
  const first = await engine.addClient();
  const client = await engine.addClient({ backchannelLogoutUri: OUT, consent: 'implicit' });
  const { stores } = engine.cardea;
  let answers = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const code = await engine.code({ client: first, person: alice, request: { scope: 'openid' } });
    const { id_token } = granted(await engine.redeem(code));
    const before = await waiting();
    const [answered] = await Promise.all([
      engine
        .signIn({ client, person: alice, browser: code.browser, request: { scope: 'openid', prompt: 'none' } })
        .then(({ answer }) => answer.code !== undefined)
        .catch(() => false),
      signOut(id_token, code.browser),
    ]);
    await postLogoutNotices(engine.cardea);
    expect((await waiting()) - before).toBe(answered ? 1 : 0);
    if (answered) answers++;
    expect(await stores.sessionClients.listEnded({ limit: 1 })).toEqual([]);
  }
  expect(answers).toBeLessThanOrEqual(ROUNDS);
}, 60_000);
