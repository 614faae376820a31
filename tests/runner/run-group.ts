import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseJunit } from './junit.ts';
import { type Failure, nothing, type Outcome } from './outcome.ts';
import { type ProcessResult, runProcess } from './run-process.ts';

/** Test files that run in one process. */
export interface TestGroup {
  readonly name: string;
  /** Paths relative to the root. */
  readonly files: readonly string[];
  readonly timeLimitMs: number;
}

export interface GroupOptions {
  readonly root: string;
  readonly onLine?: (line: string) => void;
}

const TAIL_LINES = 30;
/** The last line of `bun test`. Without it some test called `process.exit`, and what the others would say is unknown. */
const DONE = /^Ran \d+ tests? across \d+ files?/;

const readOutcome = async (report: string): Promise<Outcome> => {
  const file = Bun.file(report);
  return (await file.exists()) ? parseJunit(await file.text()) : nothing;
};

/** Bun counts an error outside any test among the failures of its summary, but does not write it into the report. */
const countInSummary = (lines: readonly string[]): number => {
  const counts = lines.map((line) => /^ *(\d+) fail$/.exec(line)?.[1]).filter((count) => count !== undefined);
  return Number(counts.at(-1) ?? 0);
};

const failureOfProcess = (
  group: TestGroup,
  { exitCode, timedOut, lines }: ProcessResult,
  outcome: Outcome,
): Failure | undefined => {
  const tail = lines.slice(-TAIL_LINES).join('\n');
  if (timedOut) return { name: group.name, message: `not done after ${group.timeLimitMs / 1000} s\n${tail}` };
  const outside = countInSummary(lines) - outcome.failures.length;
  if (outside > 0) return { name: group.name, message: `${outside} error(s) outside a test\n${tail}` };
  const saysItIsDone = lines.some((line) => DONE.test(line));
  if (saysItIsDone && (exitCode === 0 || (exitCode === 1 && outcome.failures.length > 0))) return undefined;
  return { name: group.name, message: `the test process ended early, with ${exitCode ?? 'a signal'}\n${tail}` };
};

/** For a test or a hook that names no limit of its own. */
const STEP_LIMIT_MS = 30_000;

/** Runs one group in a process of its own. A crash, a time-out or an error outside a test counts as one failure. */
export const runGroup = async (group: TestGroup, { root, onLine }: GroupOptions): Promise<Outcome> => {
  const folder = await mkdtemp(join(tmpdir(), 'cardea-junit-'));
  const report = join(folder, 'report.xml');
  try {
    const result = await runProcess(
      [
        process.execPath,
        'test',
        '--only-failures',
        // Also of hooks, which start servers: on a busy machine five seconds are not enough.
        `--timeout=${STEP_LIMIT_MS}`,
        '--reporter=junit',
        `--reporter-outfile=${report}`,
        ...group.files.map((file) => `./${file}`),
      ],
      { cwd: root, timeLimitMs: group.timeLimitMs, ...(onLine && { onLine }) },
    );
    const outcome = await readOutcome(report);
    const failure = failureOfProcess(group, result, outcome);
    return failure ? { ...outcome, failures: [...outcome.failures, failure] } : outcome;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
