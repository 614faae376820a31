import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import home from '../package.json' with { type: 'json' };
import { writeDeclarations } from './declarations.ts';

const HOME = join(import.meta.dir, '..');

/** What strangers install: no path into this repository, and dependencies that they can have. */
const publishedPackage = () => ({
  name: home.name,
  version: home.version,
  description: home.description,
  type: 'module',
  exports: { '.': { types: './index.d.ts', default: './index.js' } },
  types: './index.d.ts',
  files: ['**/*.js', '**/*.d.ts'],
  sideEffects: false,
  engines: { node: '>=20.15', bun: '>=1.2' },
  dependencies: Object.fromEntries(Object.entries(home.dependencies).map(([name, version]) => [name, `^${version}`])),
});

/** Whether a folder is there for this: new, empty, or filled by an earlier build. */
const isOurs = async (folder: string): Promise<boolean> => {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length === 0) return true;
  const manifest = Bun.file(join(folder, 'package.json'));
  return (await manifest.exists()) && 'types' in (await manifest.json()) && (await manifest.json()).name === home.name;
};

/** Writes the package into a folder, which is emptied first: JavaScript, declarations, README and manifest. */
export const build = async (folder: string): Promise<void> => {
  if (!(await isOurs(folder))) throw new Error(`${folder} holds something else: name a folder that is new`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const built = await Bun.build({ entrypoints: [join(HOME, 'index.ts')], target: 'node', packages: 'external' });
  const [script] = built.outputs;
  if (!built.success || script === undefined)
    throw new AggregateError(built.logs, 'the client of the management cannot be built');
  // The bundler notes where on this machine each part was
  await writeFile(join(folder, 'index.js'), (await script.text()).replaceAll(/^\/\/ .*\n/gm, ''));
  await writeDeclarations(folder);
  await cp(join(HOME, 'README.md'), join(folder, 'README.md'));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(publishedPackage(), undefined, 2)}\n`);
};
