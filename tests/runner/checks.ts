import { join } from 'node:path';
import { type Failure, type Outcome, sum } from './outcome.ts';
import { runProcess } from './run-process.ts';

/** A check of the whole repository that runs nothing of Cardea itself, or only its tables. */
export interface Check {
  readonly name: string;
  readonly command: readonly string[];
  /** What to run when it fails. */
  readonly mend: string;
  readonly env?: Readonly<Record<string, string>>;
}

const tool = (name: string, ...args: readonly string[]): readonly string[] => [
  process.execPath,
  join('node_modules', '.bin', name),
  ...args,
];

export const checks: readonly Check[] = [
  {
    name: 'format and lint',
    command: tool('biome', 'check', '--error-on-warnings', '.'),
    mend: 'bun run format',
  },
  { name: 'types', command: tool('tsc', '--noEmit', '--project', '.'), mend: 'bunx tsc --noEmit -p .' },
  {
    // Made for browsers: it knows a document, which the rest does not
    name: 'types of the console',
    command: tool('tsc', '--noEmit', '--project', 'apps/console'),
    mend: 'bunx tsc --noEmit -p apps/console',
  },
  {
    name: 'package boundaries',
    command: tool('turbo', 'boundaries', '--no-update-notifier'),
    env: { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
    mend: 'declare the dependency in package.json, or turn the import around (turbo.json, docs/DESIGN.md §1)',
  },
  {
    name: 'dead code',
    command: tool('knip', '--no-progress', '--no-config-hints'),
    mend: 'remove it (knip.json says where the entries are)',
  },
  {
    name: 'migrations',
    command: [process.execPath, join('tests', 'runner', 'migrations.ts')],
    mend: 'bun run migrations, and list the new file in packages/db/migrate/migrations.ts',
  },
  {
    name: 'styles of the pages',
    command: [process.execPath, join('apps', 'server', 'pages', 'styles', 'generate.ts'), '--check'],
    mend: 'bun run styles',
  },
  {
    name: 'reference documentation',
    command: [process.execPath, join('docs', 'generate', 'main.ts'), '--check'],
    mend: 'bun run docs',
  },
];

const LIMIT_MS = 180_000;

const runCheck = async (
  check: Check,
  root: string,
): Promise<{ failure: Failure | undefined; milliseconds: number }> => {
  const { exitCode, timedOut, lines, milliseconds } = await runProcess(check.command, {
    cwd: root,
    timeLimitMs: LIMIT_MS,
    ...(check.env && { env: check.env }),
  });
  if (exitCode === 0) return { failure: undefined, milliseconds };
  const output = timedOut ? [...lines, `not done after ${LIMIT_MS / 1000} s`] : lines;
  return { failure: { name: check.name, message: [...output, `Mend: ${check.mend}`].join('\n') }, milliseconds };
};

/** Runs the checks one after another, each to its end; every check counts as one test. */
export const runChecks = async (
  table: readonly Check[],
  { root, say }: { readonly root: string; readonly say: (line: string) => void },
): Promise<Outcome> => {
  const outcomes: Outcome[] = [];
  for (const check of table) {
    const { failure, milliseconds } = await runCheck(check, root);
    say(`${failure ? 'FAIL' : 'ok  '}  ${check.name.padEnd(24)} ${(milliseconds / 1000).toFixed(1)} s`);
    outcomes.push({ passed: failure ? 0 : 1, failures: failure ? [failure] : [], skips: [] });
  }
  return sum(outcomes);
};
