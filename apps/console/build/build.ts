import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type ConsoleManifest, MANIFEST, OUTPUT } from '../output/manifest.ts';
import { sourceStamp } from './source-stamp.ts';

const ROOT = join(import.meta.dir, '..');
const APP = join(ROOT, 'app');
const HASH_CHARS = 16;

/** What libraries look at to leave out what only helps in development. Nothing is read here: it is replaced by a constant. */
const MODE = ['process', 'env', 'NODE_ENV'].join('.');

const bundle = (entrypoint: string) =>
  Bun.build({
    entrypoints: [entrypoint],
    target: 'browser',
    minify: true,
    define: { [MODE]: '"production"' },
    splitting: true,
    // By their content and that of all they import: files import each other by name
    naming: { entry: 'console-[hash].[ext]', chunk: 'console-[hash].[ext]' },
  });

const minifiedStyles = async (): Promise<string> => {
  // Tailwind is for those who build
  const { buildStyles } = await import('./styles.ts');
  const folder = await mkdtemp(join(tmpdir(), 'cardea-console-'));
  try {
    const entry = join(folder, 'console.css');
    await writeFile(entry, await buildStyles(APP));
    const { outputs } = await bundle(entry);
    const [output] = outputs;
    if (output === undefined) throw new Error(`${entry} gave nothing`);
    return await output.text();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Writes a file, and compressed beside it. */
const write = async (name: string, text: string): Promise<void> => {
  const bytes = Buffer.from(text);
  await writeFile(join(OUTPUT, name), bytes);
  await writeFile(join(OUTPUT, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  await writeFile(join(OUTPUT, `${name}.br`), brotliCompressSync(bytes, { params: quality }));
};

const writeStyles = async (): Promise<string> => {
  const text = await minifiedStyles();
  const name = `console-${new Bun.CryptoHasher('sha256').update(text).digest('hex').slice(0, HASH_CHARS)}.css`;
  await write(name, text);
  return name;
};

/** Whether a script imports another from its start, and not only when a page needs it. */
const importsAtOnce = (text: string, name: string): boolean =>
  text.includes(`from"./${name}"`) || text.includes(`import"./${name}"`);

const writeScripts = async (): Promise<Pick<ConsoleManifest, 'script' | 'first' | 'later'>> => {
  const { outputs } = await bundle(join(APP, 'main.tsx'));
  const texts = new Map<string, string>();
  for (const output of outputs) texts.set(basename(output.path), await output.text());
  const entry = outputs.find(({ kind }) => kind === 'entry-point');
  if (entry === undefined) throw new Error('the console gave no script');
  const script = basename(entry.path);
  for (const [name, text] of texts) await write(name, text);
  const others = [...texts.keys()].filter((name) => name !== script);
  const first = others.filter((name) => importsAtOnce(texts.get(script) ?? '', name));
  return { script, first, later: others.filter((name) => !first.includes(name)) };
};

const removeOthers = async ({ script, styles, first, later }: ConsoleManifest): Promise<void> => {
  const wanted = [script, styles, ...first, ...later];
  const kept = (name: string) => name === MANIFEST || wanted.some((file) => name.startsWith(file));
  const old = (await readdir(OUTPUT)).filter((name) => !kept(name));
  await Promise.all(old.map((name) => rm(join(OUTPUT, name), { force: true })));
};

/** Builds the console. Several at once do no harm: files are named by their content, and the manifest comes last. */
const build = async (stamp: string): Promise<void> => {
  await mkdir(OUTPUT, { recursive: true });
  const manifest: ConsoleManifest = { stamp, ...(await writeScripts()), styles: await writeStyles() };
  const unfinished = join(OUTPUT, `${MANIFEST}.${process.pid}`);
  await writeFile(unfinished, JSON.stringify(manifest));
  await rename(unfinished, join(OUTPUT, MANIFEST));
  await removeOthers(manifest);
};

const isCurrent = async (stamp: string): Promise<boolean> => {
  const manifest = Bun.file(join(OUTPUT, MANIFEST));
  return (await manifest.exists()) && (await manifest.json()).stamp === stamp;
};

/** Builds the console where it is missing, or older than its sources; says whether it did. */
export const ensureConsole = async (): Promise<boolean> => {
  const stamp = sourceStamp(ROOT, ['app', 'build', 'look'], ['package.json']);
  if (await isCurrent(stamp)) return false;
  await build(stamp);
  return true;
};
