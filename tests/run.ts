#!/usr/bin/env bun
// `bun run test`: the checks, then all tests, a process for each folder, one after another.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checks, runChecks } from './runner/checks.ts';
import { findTestFiles, groupFiles, isUnder } from './runner/groups.ts';
import { meetNeeds, thisMachine } from './runner/needs.ts';
import { closingLine, type Outcome, sum } from './runner/outcome.ts';
import { report } from './runner/report.ts';
import { runGroup } from './runner/run-group.ts';

const HELP = `bun run test [--only PATH]…

Runs the checks of \`bun run check\` and all tests, and ends with the line "N passed, N failed".

  --only PATH   only the tests of this file or folder, without the checks; may be repeated
  --help        this text

Debian packages that tests need are installed where apt-get and root are at hand; the tests that
still lack one are counted as skipped, with the reason.

  bun run test --only packages/core
  bun run test --only tests/interop/openid-client.test.ts`;

const say = console.log;

/** What `bun test` says about its counts: we say it ourselves, with what it leaves out. */
const COUNTS = /^( *\d+ (pass|fail|skip|todo|errors?|expect\(\) calls)|bun test v.*|Ran \d+ tests? .*|)$/;
const sayUnlessCounts = (line: string): void => {
  if (!COUNTS.test(line)) say(line);
};

const runTests = async (root: string, only: readonly string[]): Promise<Outcome> => {
  const all = await findTestFiles(root);
  const unknown = only.filter((path) => !all.some((file) => isUnder(file, path)));
  if (unknown.length > 0) throw new Error(`no tests under ${unknown.join(', ')}`);
  const wanted = only.length === 0 ? all : all.filter((file) => only.some((path) => isUnder(file, path)));
  const { files, skips } = await meetNeeds(wanted, { machine: thisMachine, say });
  // Now, not when many tests want it at once
  Bun.spawnSync([process.execPath, 'apps/cli/main.ts', '--help'], { cwd: root, stdout: 'ignore', stderr: 'inherit' });
  const outcomes: Outcome[] = [{ passed: 0, failures: [], skips }];
  for (const group of groupFiles(files)) {
    say(`\n${group.name} (${group.files.length} ${group.files.length === 1 ? 'file' : 'files'})`);
    const started = Bun.nanoseconds();
    const outcome = await runGroup(group, { root, onLine: sayUnlessCounts });
    say(`${group.name}: ${closingLine(outcome)} (${((Bun.nanoseconds() - started) / 1e9).toFixed(1)} s)`);
    outcomes.push(outcome);
  }
  return sum(outcomes);
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: { only: { type: 'string', multiple: true, default: [] }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    say(HELP);
    return 0;
  }
  const root = resolve(import.meta.dir, '..');
  const checked = values.only.length === 0 ? [await runChecks(checks, { root, say })] : [];
  const outcome = sum([...checked, await runTests(root, values.only)]);
  say(report(outcome));
  return outcome.failures.length > 0 ? 1 : 0;
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\nSee: bun run test --help`);
  process.exitCode = 2;
}
