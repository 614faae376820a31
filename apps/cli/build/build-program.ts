import { cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CONSOLE_OUTPUT, ensureConsole } from '@cardea/console';

const APP = join(import.meta.dir, '..');
const WORKER = Bun.resolveSync('../../../packages/db/backup/worker.ts', import.meta.dir);
/** How long the files of an older build stay, for a process that still loads from them. */
const KEPT_MS = 60 * 60 * 1000;

/** What libraries look at to leave out what only helps in development. Nothing is read here: it is replaced by a constant. */
const MODE = ['process', 'env', 'NODE_ENV'].join('.');

const bundle = async (folder: string): Promise<void> => {
  await Bun.build({
    entrypoints: [join(APP, 'program.ts'), WORKER],
    outdir: folder,
    naming: { entry: '[name].[ext]' },
    target: 'bun',
    // Parts that few processes need, such as tracing and mail, are read when they are
    splitting: true,
    define: { [MODE]: '"production"' },
  });
};

const removeOld = async (dist: string, made: readonly string[]): Promise<void> => {
  const oldest = Date.now() - KEPT_MS;
  for (const name of await readdir(dist)) {
    if (made.includes(name)) continue;
    const { mtimeMs } = await stat(join(dist, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < oldest) await rm(join(dist, name), { recursive: true, force: true });
  }
};

/**
 * Builds the program with its console into a folder. Several at once do no harm: pieces are named by their content, and the
 * entry, by which others see that all is there, comes last.
 */
export const buildProgram = async (dist: string, entry: string): Promise<void> => {
  await ensureConsole();
  await mkdir(dist, { recursive: true });
  const draft = await mkdtemp(join(dist, 'draft-'));
  try {
    await bundle(draft);
    await cp(CONSOLE_OUTPUT, draft, { recursive: true });
    await rename(join(draft, 'program.js'), join(draft, entry));
    const names = (await readdir(draft)).filter((name) => name !== entry);
    for (const name of [...names, entry]) await rename(join(draft, name), join(dist, name));
    await removeOld(dist, [...names, entry]);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
};
