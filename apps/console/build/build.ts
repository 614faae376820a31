import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type ConsoleManifest, MANIFEST, OUTPUT } from '../output/manifest.ts';
import { sourceStamp } from './source-stamp.ts';

const ROOT = join(import.meta.dir, '..');
const APP = join(ROOT, 'app');
const HASH_CHARS = 16;

/** What libraries look at to leave out what only helps in development. Nothing is read here: it is replaced by a constant. */
const MODE = ['process', 'env', 'NODE_ENV'].join('.');

const bundle = async (entrypoint: string): Promise<string> => {
  const { outputs } = await Bun.build({
    entrypoints: [entrypoint],
    target: 'browser',
    minify: true,
    define: { [MODE]: '"production"' },
  });
  const [output] = outputs;
  if (output === undefined) throw new Error(`${entrypoint} gave nothing`);
  return output.text();
};

const minifiedStyles = async (): Promise<string> => {
  // Tailwind is for those who build
  const { buildStyles } = await import('./styles.ts');
  const folder = await mkdtemp(join(tmpdir(), 'cardea-console-'));
  try {
    const entry = join(folder, 'console.css');
    await writeFile(entry, await buildStyles(APP));
    return await bundle(entry);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Writes a file with its content in its name, and compressed beside it; returns the name. */
const writeHashed = async (kind: 'js' | 'css', text: string): Promise<string> => {
  const name = `console-${new Bun.CryptoHasher('sha256').update(text).digest('hex').slice(0, HASH_CHARS)}.${kind}`;
  const bytes = Buffer.from(text);
  await writeFile(join(OUTPUT, name), bytes);
  await writeFile(join(OUTPUT, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  await writeFile(join(OUTPUT, `${name}.br`), brotliCompressSync(bytes, { params: quality }));
  return name;
};

const removeOthers = async ({ script, styles }: ConsoleManifest): Promise<void> => {
  const kept = (name: string) => name === MANIFEST || name.startsWith(script) || name.startsWith(styles);
  const old = (await readdir(OUTPUT)).filter((name) => !kept(name));
  await Promise.all(old.map((name) => rm(join(OUTPUT, name), { force: true })));
};

/** Builds the console. Several at once do no harm: files are named by their content, and the manifest comes last. */
const build = async (stamp: string): Promise<void> => {
  await mkdir(OUTPUT, { recursive: true });
  const [js, css] = [await bundle(join(APP, 'main.tsx')), await minifiedStyles()];
  const manifest = { stamp, script: await writeHashed('js', js), styles: await writeHashed('css', css) };
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
