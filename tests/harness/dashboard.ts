import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { REPOSITORY } from './command-line.ts';

const TIMEOUT_MS = 120_000;
const PACKAGE = join(REPOSITORY, 'packages', 'admin-client');

interface Ended {
  readonly exitCode: number;
  readonly output: string;
}

/** Somebody's own program outside this repository, with the packed client of the management installed. */
export interface Dashboard extends AsyncDisposable {
  readonly folder: string;
  /** Writes a file of it. */
  write(name: string, text: string): Promise<void>;
  /** Type-checks all of it, the declarations it installed too. */
  check(): Promise<Ended>;
  /** Runs one of its files with a runtime. */
  run(runtime: 'bun' | 'node', file: string, env?: Readonly<Record<string, string>>): Promise<Ended>;
}

const end = async (
  command: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> => {
  const child = Bun.spawn([...command], {
    cwd,
    env: { ...process.env, ...env },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  const [stdout, stderr] = await Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text()]);
  return { exitCode: await child.exited, output: stdout + stderr };
};

const succeed = async (command: readonly string[], cwd: string): Promise<string> => {
  const { exitCode, output } = await end(command, cwd);
  if (exitCode !== 0) throw new Error(`${command.join(' ')} ended with ${exitCode}\n${output}`);
  return output;
};

/** A tarball of what is installed here already, so that no registry is asked. */
const packInstalled = async (name: string, folder: string): Promise<string> => {
  const home = await realpath(join(PACKAGE, 'node_modules', name));
  const words = ['pm', 'pack', '--ignore-scripts', '--quiet', '--destination', folder];
  return (await succeed([process.execPath, ...words], home)).trim();
};

const DEPENDENCIES = ['@trpc/client', '@trpc/server', 'jose'];

const COMPILER_OPTIONS = {
  ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false },
  ...{ module: 'nodenext', moduleResolution: 'nodenext', target: 'es2023', lib: ['esnext', 'dom', 'dom.iterable'] },
  ...{ types: [], outDir: 'out', noEmitOnError: true },
};

export const createDashboard = async (): Promise<Dashboard> => {
  const folder = await mkdtemp(join(tmpdir(), 'cardea-dashboard-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  try {
    const built = join(folder, 'packed');
    const said = await succeed([process.execPath, join(PACKAGE, 'build', 'main.ts'), '--out', built], folder);
    await cp(said.trim(), join(folder, 'admin-client.tgz'));
    await rm(built, { recursive: true });
    const overrides: Record<string, string> = {};
    for (const name of DEPENDENCIES) overrides[name] = `file:${await packInstalled(name, folder)}`;
    const manifest = {
      ...{ name: 'dashboard', private: true, type: 'module' },
      dependencies: { '@cardea/admin-client': 'file:./admin-client.tgz' },
      overrides,
    };
    await write('package.json', JSON.stringify(manifest));
    await write('tsconfig.json', JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include: ['*.ts'] }));
    await write(
      'globals.d.ts',
      'declare const process: { readonly env: Readonly<Record<string, string | undefined>> };\n',
    );
    // TypeScript is a peer of tRPC, and is taken from here
    const words = ['install', '--offline', '--legacy-peer-deps', '--no-audit', '--no-fund', '--ignore-scripts'];
    await succeed(['npm', ...words], folder);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    folder,
    write,
    check: () => end([process.execPath, join(REPOSITORY, 'node_modules', '.bin', 'tsc'), '--project', '.'], folder),
    run: (runtime, file, env) =>
      runtime === 'bun'
        ? end([process.execPath, file], folder, env)
        : end(['node', join('out', file.replace(/\.ts$/, '.js'))], folder, env),
    [Symbol.asyncDispose]: remove,
  };
};
