// Two processes on one database: what one of them changes, people see at the other.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cluster, type Node, startCluster } from '../../faults/cluster.ts';
import { pngOf } from '../../harness/png.ts';
import { waitUntil } from '../../harness/wait-until.ts';

setDefaultTimeout(60_000);
/** Design D4, and what a busy machine takes besides. */
const SEEN_WITHIN_MS = 5_000 + 3_000;

let cluster: Cluster;
let one: Node;
let other: Node;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cardea-logos-'));
  await writeFile(join(folder, 'logo.png'), pngOf({ width: 40, height: 40, colour: [40, 60, 160] }));
  cluster = await startCluster();
  one = await cluster.start();
  other = await cluster.start();
});
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const pageOf = async ({ origin }: Node): Promise<string> => (await fetch(`${origin}/logout?done=yes`)).text();
const logoIn = (page: string): string =>
  /id="brand-logo" src="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';

const changedPage = (node: Node): Promise<string> =>
  waitUntil(
    async () => {
      const page = await pageOf(node);
      return page.includes('Example') ? page : undefined;
    },
    { what: 'the change', timeoutMs: SEEN_WITHIN_MS },
  );

test('a change is on the pages of each node within five seconds, and its picture is to be had at each at once', async () => {
  // Both have looked: from now on they have a copy
  for (const node of [one, other]) expect(await pageOf(node)).not.toContain('Example');
  await one.server.cli(['branding', 'set', '--name', 'Example', '--logo', join(folder, 'logo.png')]);
  // The command line has written it itself: to both nodes it is somebody else's change
  const page = await changedPage(one);
  // A browser that has the page from the one node may ask the other for the picture
  const picture = await fetch(other.origin + logoIn(page));
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(logoIn(await changedPage(other))).toBe(logoIn(page));
});
