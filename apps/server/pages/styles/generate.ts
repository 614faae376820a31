#!/usr/bin/env bun
// Makes generated/pages.css from pages.css and the classes that the pages use. With --check it only says whether that is done.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compile } from 'tailwindcss';

const PAGES = join(import.meta.dir, '..');
const SOURCE = join(import.meta.dir, 'pages.css');
const TARGET = join(PAGES, 'generated/pages.css');

/** Everything that could be the name of a class; Tailwind passes over what is none. */
const candidates = async (): Promise<readonly string[]> => {
  const found = new Set<string>();
  for await (const path of new Bun.Glob('**/*.tsx').scan({ cwd: PAGES })) {
    if (path.endsWith('.test.tsx')) continue;
    const text = await Bun.file(join(PAGES, path)).text();
    for (const [word] of text.matchAll(/[^\s'"`<>{}();]+/g)) found.add(word);
  }
  return [...found].sort();
};

const loadStylesheet = async (id: string) => {
  const path = Bun.resolveSync(id === 'tailwindcss' ? 'tailwindcss/index.css' : id, import.meta.dir);
  return { path, base: dirname(path), content: await Bun.file(path).text() };
};

const minify = async (css: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'cardea-styles-'));
  try {
    const entry = join(folder, 'pages.css');
    await writeFile(entry, css);
    const { outputs } = await Bun.build({ entrypoints: [entry], minify: true });
    return (await outputs[0]?.text()) ?? '';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const { build } = await compile(await Bun.file(SOURCE).text(), { base: import.meta.dir, loadStylesheet });
const css = await minify(build([...(await candidates())]));

if (!process.argv.includes('--check')) {
  await Bun.write(TARGET, css);
} else if ((await Bun.file(TARGET).text()) !== css) {
  console.error('apps/server/pages/generated/pages.css is not what the pages need now');
  process.exitCode = 1;
}
