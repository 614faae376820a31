// INV4, INV6, INV7 at each endpoint: requests after a grammar of its own, forms as its pages have them
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { endpoints } from '@cardea/server';
import fc from 'fast-check';
import { expectErrorShape } from '../harness/expect-refusal.ts';
import type { Reply } from '../harness/oauth.ts';
import { managementGrammars } from './endpoints/management-grammars.ts';
import { oauthGrammars } from './endpoints/oauth-grammars.ts';
import { pageGrammars } from './endpoints/page-grammars.ts';
import { prepare } from './endpoints/perform.ts';
import { grown, RowCounter, type Rows } from './endpoints/rows.ts';
import type { Shot } from './endpoints/shot.ts';
import { secretNames, type ValueName } from './endpoints/values.ts';
import { FuzzWorld } from './endpoints/world.ts';

/** Of all endpoints together. More of them: FUZZ_RUNS=100000 bun run test --only tests/fuzz */
const RUNS = Number(process.env.FUZZ_RUNS ?? 2_000);
const BASE_PATH = '/api/v1/oauth';
/** Where most is decided, most is tried. */
const heavy: ReadonlySet<string> = new Set(
  ['token', 'par', 'authorize', 'device', 'register', 'register/:id'].map((name) => `${BASE_PATH}/${name}`),
);
const weightOf = (path: string): number => (heavy.has(path) || path === '/admin/trpc/*' ? 4 : 1);
const paths = endpoints.map(({ path }) => path(BASE_PATH));
const totalWeight = paths.reduce((sum, path) => sum + weightOf(path), 0);
const runsOf = (path: string): number => Math.max(5, Math.floor((RUNS * weightOf(path)) / totalWeight));

setDefaultTimeout(60_000 + RUNS * 60);

const grammarsWith = (procedures: readonly string[]): Readonly<Record<string, fc.Arbitrary<Shot>>> => ({
  ...oauthGrammars,
  ...pageGrammars,
  ...managementGrammars(procedures),
});

test('every endpoint of the table has a grammar, and there is none for what is not there', () => {
  expect(Object.keys(grammarsWith(['x'])).toSorted()).toEqual(paths.toSorted());
});

/** What was ended because somebody has a copy (designs D1, D2), and mail that was asked for before: nothing was granted. */
const notGranted: ReadonlySet<string> = new Set([
  'code_replay',
  'refresh_reuse',
  'authorization.revoked',
  'one_time_link.sent',
]);

let world: FuzzWorld;
let rows: RowCounter;
beforeAll(async () => {
  world = await FuzzWorld.open();
  rows = new RowCounter(world.cardea);
});
afterAll(async () => {
  rows?.[Symbol.dispose]();
  await world?.[Symbol.asyncDispose]();
}, 60_000);

/** INV7: each kind of endpoint refuses in its own shape, which caches keep nothing of. */
const expectShape = (path: string, shot: Shot, reply: Reply): void => {
  const { headers, status, text } = reply;
  const isRedirect = status >= 300 && status < 400;
  if (!isRedirect) expect(headers.get('x-content-type-options')).toBe('nosniff');
  if (status < 400 || (shot.kind === 'request' && shot.method === 'HEAD')) return;
  expect(text).not.toMatch(/\s{4}at \S.*:\d+:\d+|node_modules/);
  expect(headers.get('cache-control')).toContain('no-store');
  const { audience } = endpoints.find((one) => one.path(BASE_PATH) === path) ?? {};
  const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
  if (path.startsWith('/admin')) expect(headers.get('content-type')).toMatch(/json|html/);
  else if (audience === undefined) expectErrorShape(reply);
  else if (!isPage) expectErrorShape(reply);
};

/** INV4: what is refused leaves nothing that could be used, and no row of anything. */
const expectNothingLeft = (before: Rows): void => {
  const after = rows.now();
  expect(grown(before, after)).toEqual([]);
  expect(rows.actionsAfter(before).filter((action) => !notGranted.has(action))).toEqual([]);
};

/** INV6: no error repeats what was presented. A page has in its form what was typed where it can be seen, and its link, for the next attempt. */
const expectNoSecret = (shot: Shot, { text, headers }: Reply, used: ReadonlyMap<ValueName, string>): void => {
  const said = `${text}${JSON.stringify([...headers])}`;
  for (const [name, value] of used)
    if (shot.kind === 'form' ? name === 'password' : secretNames.has(name))
      expect([name, said.includes(value)]).toEqual([name, false]);
};

describe.each(paths)('%s', (path) => {
  test('answers whatever comes in order, and leaves nothing of what it refuses', async () => {
    const grammar = grammarsWith(world.procedures)[path];
    if (grammar === undefined) throw new Error(`${path} has no grammar`);
    const property = fc.asyncProperty(grammar, async (shot) => {
      const { used, send } = await prepare(path, shot, world);
      const before = rows.now();
      const reply = await send();
      expect(reply.status).toBeLessThan(500);
      expectShape(path, shot, reply);
      if (reply.status < 400) {
        // A page that was left, or a credential that opened something, may be over
        world.leave(path);
        world.forget(used.keys());
        return;
      }
      expectNoSecret(shot, reply, used);
      expectNothingLeft(before);
    });
    await fc.assert(property, { numRuns: runsOf(path), endOnFailure: true });
  });
});
