import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { contractDeclaration } from './contract-declaration.ts';

const HOME = join(import.meta.dir, '..');
const ROOT = resolve(HOME, '..', '..');

/** `tsc` writes the declarations of the package and of the contract; that they are right, `bun run check` says. */
const emit = async (folder: string): Promise<void> => {
  const admin = dirname(Bun.resolveSync('@cardea/admin', HOME));
  const options = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      noCheck: true,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: ROOT,
      outDir: folder,
      typeRoots: [join(ROOT, 'node_modules', '@types')],
    },
    include: [],
    files: [join(HOME, 'index.ts'), join(admin, 'router.ts')],
  };
  const project = join(folder, 'tsconfig.json');
  await writeFile(project, JSON.stringify(options));
  const tsc = join(ROOT, 'node_modules', '.bin', 'tsc');
  const child = Bun.spawn([process.execPath, tsc, '--project', project], { stdout: 'pipe', stderr: 'pipe' });
  const said = await new Response(child.stdout).text();
  if ((await child.exited) !== 0) throw new Error(`tsc writes no declarations: ${said}`);
};

/** Declarations name files as they are at run time. */
const published = (text: string): string => text.replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'");

/** Copies what the entry shows, directly or not: the rest is nobody's affair. */
const copyReached = async (from: string, to: string): Promise<void> => {
  const reached = new Set(['index']);
  for (const path of reached) {
    const text = await Bun.file(join(from, `${path}.d.ts`)).text();
    const target = join(to, `${path}.d.ts`);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, published(text));
    for (const [, next = ''] of text.matchAll(/from '(\.[^']*)\.ts'/g)) {
      const name = join(dirname(path), next);
      if (name !== 'contract') reached.add(name);
    }
  }
};

export const writeDeclarations = async (folder: string): Promise<void> => {
  const scratch = await mkdtemp(join(tmpdir(), 'cardea-declarations-'));
  try {
    await emit(scratch);
    await copyReached(join(scratch, relative(ROOT, HOME)), folder);
    const router = await Bun.file(join(scratch, 'apps', 'admin', 'router.d.ts')).text();
    await writeFile(join(folder, 'contract.d.ts'), contractDeclaration(router));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};
