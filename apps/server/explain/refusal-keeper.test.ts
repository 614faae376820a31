import { expect, test } from 'bun:test';
import { createHandleMint } from '@cardea/crypto';
import { Refusal, refuse } from '@cardea/protocol';
import { fakeClock, memoryStores } from '@cardea/testkit';
import { RefusalKeeper, type RefusalKeeperOptions } from './refusal-keeper.ts';

const START_MS = 1_800_000_000_000;
const refused = {
  endpoint: 'token',
  caller: { address: '192.0.2.1', network: '192.0.2.1', requestId: 'r' },
};

const keeper = (changes: Partial<RefusalKeeperOptions> = {}) => {
  const clock = fakeClock(START_MS);
  const stores = memoryStores(clock);
  const warnings: unknown[] = [];
  const settings = { explainRetentionSeconds: 60, explainMaxRefusals: 30 };
  const log = { warn: (fields: unknown) => void warnings.push(fields) };
  const options = { stores, clock, mint: createHandleMint(), settings, log, ...changes };
  return { keeper: new RefusalKeeper(options), stores, clock, warnings };
};

test('a refusal is kept with what was registered and sent, and not before it is written in the background', async () => {
  const { keeper: kept, stores } = keeper();
  kept.keep(refuse('scope.not_allowed', { client: 'c', requested: ['x'], registered: ['y'] }), refused);
  expect(await stores.keptRefusals.list({ limit: 9 })).toEqual([]);
  await kept.flush();
  const [only] = await stores.keptRefusals.listOfRequest('r');
  expect(only).toMatchObject({
    requestId: 'r',
    at: START_MS / 1000,
    endpoint: 'token',
    code: 'scope.not_allowed',
    clientId: 'c',
    address: '192.0.2.1',
    detail: { client: 'c', requested: ['x'], registered: ['y'] },
    removeAt: START_MS / 1000 + 60,
  });
  expect(only?.description).toBeUndefined();
});

test('a flood of one kind is a sample of it, and hides no other (S153)', async () => {
  const {
    keeper: kept,
    stores,
    clock,
  } = keeper({ settings: { explainRetentionSeconds: 60, explainMaxRefusals: 1000 } });
  for (let count = 0; count < 500; count++) kept.keep(refuse('client.unknown'), refused);
  kept.keep(refuse('client.disabled'), refused);
  clock.advance(1000);
  kept.keep(refuse('client.unknown'), refused);
  await kept.flush();
  const codes = (await stores.keptRefusals.list({ limit: 99 })).map(({ code }) => code);
  expect(codes.filter((code) => code === 'client.unknown')).toHaveLength(21);
  expect(codes.filter((code) => code === 'client.disabled')).toHaveLength(1);
});

test('no more are kept than the settings say, and none where they say so', async () => {
  const { keeper: kept, stores, clock } = keeper();
  for (let second = 0; second < 4; second++) {
    for (let count = 0; count < 20; count++) kept.keep(refuse('client.unknown'), refused);
    clock.advance(1000);
  }
  await kept.flush();
  expect(await stores.keptRefusals.list({ limit: 99 })).toHaveLength(30);
  const none = keeper({ settings: { explainRetentionSeconds: 60, explainMaxRefusals: 0 } });
  none.keeper.keep(refuse('client.unknown'), refused);
  await none.keeper.flush();
  expect(await none.stores.keptRefusals.list({ limit: 9 })).toEqual([]);
});

test('a secret or a token in the place of an id is not kept', async () => {
  const { keeper: kept, stores } = keeper();
  const secret = 'cda_cs_AAAAAAAAAAAAAAAAAAAAAAverifierverifier';
  const jwt = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';
  kept.keep(refuse('client.unknown', { client: secret, parameter: jwt }), refused);
  kept.keep(new Refusal('registration.metadata', { description: `not a URI: ${jwt}` }), refused);
  await kept.flush();
  const stored = JSON.stringify(await stores.keptRefusals.list({ limit: 9 }));
  expect(stored).toContain('[redacted]');
  for (const part of ['verifierverifier', 'c2lnbmF0dXJl']) expect(stored).not.toContain(part);
});

test('a database that does not answer loses notes and nothing else', async () => {
  const { keeper: kept, warnings } = keeper({ stores: { commit: () => Promise.reject(new Error('gone')) } });
  kept.keep(refuse('client.unknown'), refused);
  await kept.flush();
  expect(warnings).toMatchObject([{ count: 1 }]);
});

test('a refused call of the management is kept with what was called, and never what was looked for in vain', async () => {
  const { keeper: kept, stores } = keeper();
  const call = { code: 'client.invalid', message: 'No: secret cda_cs_x', procedure: 'clients.add', clientId: 'c' };
  kept.keepCall({ ...call, field: 'name' }, { ...refused, endpoint: 'admin' });
  kept.keepCall({ ...call, code: 'refusal.not_found' }, refused);
  await kept.flush();
  expect(await stores.keptRefusals.list({ limit: 9 })).toMatchObject([
    {
      endpoint: 'admin',
      code: 'client.invalid',
      clientId: 'c',
      detail: { client: 'c', procedure: 'clients.add', field: 'name' },
    },
  ]);
});
