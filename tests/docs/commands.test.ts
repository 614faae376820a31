// Blocks marked `sh run` in the pages are typed into a shell beside a real server, in order; a block of JSON or text after
// one shows what it answers. `localhost:2273` stands for the server, `/tmp` for its folder, and names such as CLIENT_ID
// for what an answer said before.
import { describe, expect, test } from 'bun:test';
import { join } from 'node:path';
import { REPOSITORY } from '../harness/command-line.ts';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import { difference, matchesText } from './expected-output.ts';
import { type Block, blocks } from './markdown.ts';
import { fill, placeholdersIn } from './placeholders.ts';

const PAGE_LIMIT_MS = 60_000;

const runs = ({ language, marks }: Block): boolean => language === 'sh' && marks.includes('run');

const readPages = async (): Promise<ReadonlyMap<string, readonly Block[]>> => {
  const paths = ['README.md', ...new Bun.Glob('docs/guides/*.md').scanSync({ cwd: REPOSITORY })].sort();
  const read = async (path: string) => [path, blocks(await Bun.file(join(REPOSITORY, path)).text())] as const;
  return new Map((await Promise.all(paths.map(read))).filter(([, all]) => all.some(runs)));
};

const pages = await readPages();

const typeIn = async (script: string, { env }: RunningCardea): Promise<string> => {
  const child = Bun.spawn(['bash', '-euo', 'pipefail', '-c', script], {
    cwd: REPOSITORY,
    env: { ...process.env, ...env },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (exitCode !== 0) throw new Error(`${script}\nended with ${exitCode}\n${stdout}${stderr}`);
  return stdout;
};

/** What a page shows after a command, if it shows anything. */
const check = (shown: Block | undefined, output: string): string | undefined => {
  if (shown?.language === 'json') return difference(JSON.parse(shown.text), JSON.parse(output));
  if (shown?.language === 'text' && !matchesText(shown.text, output)) return `${output}\nis not\n${shown.text}`;
  return undefined;
};

const follow = async (page: string, all: readonly Block[], cardea: RunningCardea): Promise<void> => {
  const values = new Map<string, string>();
  for (const [index, block] of all.entries()) {
    if (!runs(block)) continue;
    const prefix = block.marks.find((mark) => mark.startsWith('as='))?.slice('as='.length);
    const command = fill(block.text, values)
      .replaceAll('localhost:2273', `127.0.0.1:${cardea.port}`)
      .replaceAll('/tmp/', `${cardea.dataDir}/`);
    const output = await typeIn(command, cardea);
    const wrong = check(all[index + 1], output);
    if (wrong !== undefined) throw new Error(`${page}:${block.line}: ${wrong}`);
    for (const [name, value] of placeholdersIn(output, prefix === undefined ? '' : `${prefix}_`))
      values.set(name, value);
  }
};

describe.each([...pages])('%s', (page, all) => {
  test(
    'its commands do what it says',
    async () => {
      await using cardea = await startCardea();
      await follow(page, all, cardea);
    },
    PAGE_LIMIT_MS,
  );
});

test('the pages that beginners read first are among those that are followed', () => {
  expect([...pages.keys()]).toEqual(expect.arrayContaining(['README.md', 'docs/guides/first-token.md']));
});
