import { dirname, join } from 'node:path';
import { compile } from 'tailwindcss';

const loadStylesheet = async (id: string) => {
  const path = Bun.resolveSync(id === 'tailwindcss' ? 'tailwindcss/index.css' : id, import.meta.dir);
  return { path, base: dirname(path), content: await Bun.file(path).text() };
};

/** Everything that could be the name of a class; Tailwind passes over what is none. */
const candidates = async (folder: string): Promise<readonly string[]> => {
  const found = new Set<string>();
  for await (const path of new Bun.Glob('**/*.tsx').scan({ cwd: folder })) {
    const text = await Bun.file(join(folder, path)).text();
    for (const [word] of text.matchAll(/[^\s'"`<>{}();]+/g)) found.add(word);
  }
  return [...found].sort();
};

/** The style sheet that the components in a folder need. */
export const buildStyles = async (folder: string): Promise<string> => {
  const source = await Bun.file(join(folder, 'console.css')).text();
  const { build } = await compile(source, { base: folder, loadStylesheet });
  return build([...(await candidates(folder))]);
};
