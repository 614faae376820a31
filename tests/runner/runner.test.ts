import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './checks.ts';
import { groupFiles, isUnder } from './groups.ts';
import { meetNeeds, type Need } from './needs.ts';
import { closingLine } from './outcome.ts';
import { report } from './report.ts';
import { runGroup } from './run-group.ts';
import { runProcess } from './run-process.ts';

const head = "import { expect, test } from 'bun:test';\n";
const sources = {
  'good.test.ts': `${head}test('adds', () => expect(1 + 1).toBe(2));\ntest('again', () => {});`,
  'bad.test.ts': `${head}test('a < b & "c"', () => expect('<x>').toBe('y'));\ntest('fine', () => {});`,
  'left-out.test.ts': `${head}test.skip('later', () => {});`,
  'outside.test.ts': `${head}test('never', () => {});\nthrow new Error('outside of all tests');`,
  'crash.test.ts': `${head}test('crashes', () => process.kill(process.pid, 'SIGKILL'));`,
  'leaves.test.ts': `${head}test('leaves', () => process.exit(0));`,
  'hangs.test.ts': `${head}test('hangs', () => { for (;;); });`,
};

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'cardea-runner-'));
  await Promise.all(Object.entries(sources).map(([name, text]) => Bun.write(join(root, name), text)));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const run = (files: readonly (keyof typeof sources)[], timeLimitMs = 60_000) =>
  runGroup({ name: 'group', files, timeLimitMs }, { root });

describe('a group of test files', () => {
  test('counts what passed, failed and was skipped', async () => {
    const outcome = await run(['good.test.ts', 'bad.test.ts', 'left-out.test.ts']);
    expect(closingLine(outcome)).toBe('3 passed, 1 failed, 1 skipped');
    expect(outcome.failures[0]?.name).toBe('bad.test.ts:2 › a < b & "c"');
    expect(outcome.failures[0]?.message).toContain('Received: "<x>"');
    expect(outcome.skips[0]?.name).toBe('left-out.test.ts:2 › later');
  });

  test('an error outside of all tests is a failure, beside the tests that ran', async () => {
    const outcome = await run(['good.test.ts', 'outside.test.ts']);
    expect(closingLine(outcome)).toBe('2 passed, 1 failed');
    expect(outcome.failures[0]?.message).toContain('outside of all tests');
  });

  test('a test process that crashes is a failure', async () => {
    const outcome = await run(['crash.test.ts']);
    expect(closingLine(outcome)).toBe('0 passed, 1 failed');
    expect(outcome.failures[0]?.message).toStartWith('the test process ended early, with a signal');
  });

  test('a test process that leaves early with 0 is a failure: its tests are unknown', async () => {
    const outcome = await run(['leaves.test.ts']);
    expect(closingLine(outcome)).toBe('0 passed, 1 failed');
  });

  test('a test process that does not end is killed, and a failure', async () => {
    const outcome = await run(['hangs.test.ts'], 1000);
    expect(closingLine(outcome)).toBe('0 passed, 1 failed');
    expect(outcome.failures[0]?.message).toStartWith('not done after 1 s');
  });
});

/** A killed process stays a zombie until its new parent has collected it. */
const hasEnded = async (pid: number): Promise<void> => {
  const stateNow = () =>
    Bun.file(`/proc/${pid}/stat`)
      .text()
      .then((text) => text.split(') ')[1]?.[0])
      .catch(() => undefined);
  let state = await stateNow();
  while (state !== undefined && !'ZX'.includes(state)) state = await stateNow();
};

test('nothing that a process started outlives it', async () => {
  const script = 'const child = Bun.spawn(["sleep", "600"]); console.log(child.pid); process.exit(0);';
  const { lines } = await runProcess([process.execPath, '-e', script], { cwd: root, timeLimitMs: 60_000 });
  const pid = Number(lines[0]);
  expect(pid).toBeGreaterThan(0);
  await hasEnded(pid);
});

test('whoever interrupts the runner ends what it runs', async () => {
  const script = `
    const { runProcess } = await import(${JSON.stringify(join(import.meta.dir, 'run-process.ts'))});
    await runProcess(['sh', '-c', 'echo $$; sleep 600'], { cwd: '/', timeLimitMs: 60_000, onLine: console.log });`;
  const runner = Bun.spawn([process.execPath, '-e', script], { cwd: root, stdout: 'pipe' });
  const { value } = await runner.stdout.getReader().read();
  const pid = Number(new TextDecoder().decode(value));
  expect(pid).toBeGreaterThan(0);
  runner.kill('SIGINT');
  expect(await runner.exited).toBe(130);
  await hasEnded(pid);
});

test('a failed check is a failure that says how to mend it', async () => {
  const said: string[] = [];
  const outcome = await runChecks(
    [
      { name: 'holds', command: [process.execPath, '-e', ''], mend: 'nothing' },
      { name: 'breaks', command: [process.execPath, '-e', 'console.error("why"); process.exit(3)'], mend: 'do this' },
    ],
    { root, say: (line) => said.push(line) },
  );
  expect(closingLine(outcome)).toBe('1 passed, 1 failed');
  expect(outcome.failures[0]?.message).toBe('why\nMend: do this');
  expect(said.map((line) => line.slice(0, 4).trim())).toEqual(['ok', 'FAIL']);
});

describe('needs', () => {
  const table: readonly Need[] = [{ binary: 'abacus', debianPackage: 'abacus-tools', usedBy: /abacus/ }];
  const files = ['tests/a/abacus.test.ts', 'tests/a/other.test.ts'];

  test('what is missing is installed, and then all tests run', async () => {
    let installed = false;
    const install = async () => {
      installed = true;
      return undefined;
    };
    const machine = { has: () => installed, install };
    expect(await meetNeeds(files, { machine, say: () => {}, table })).toEqual({ files, skips: [] });
  });

  test('what cannot be installed is skipped by name and with the reason, and nothing else is', async () => {
    const machine = { has: () => false, install: async () => 'only root can install it' };
    const { files: left, skips } = await meetNeeds(files, { machine, say: () => {}, table });
    expect(left).toEqual(['tests/a/other.test.ts']);
    expect(skips).toEqual([
      { name: files[0] ?? '', reason: 'needs abacus (apt-get install abacus-tools): only root can install it' },
    ]);
  });

  test('nothing is installed for tests that were not selected', async () => {
    const machine = { has: () => false, install: () => Promise.reject(new Error('not to be called')) };
    await meetNeeds(['tests/a/other.test.ts'], { machine, say: () => {}, table });
  });
});

test('folders are run packages first, each in a process of its own', () => {
  const files = ['tests/e2e/a.test.ts', 'apps/cli/x/b.test.ts', 'packages/core/c.test.ts', 'packages/core/d/e.test.ts'];
  expect(groupFiles(files).map(({ name, files: own }) => [name, own.length])).toEqual([
    ['packages/core', 2],
    ['apps/cli', 1],
    ['tests/e2e', 1],
  ]);
});

test.each([
  ['packages/core', true],
  ['./packages/core/', true],
  ['packages/core/a.test.ts', true],
  ['packages/co', false],
  ['.', true],
])('--only %s selects packages/core/a.test.ts: %p', (only, selected) => {
  expect(isUnder('packages/core/a.test.ts', only)).toBe(selected);
});

test('the report ends with the counts; skips and failures stand above them', () => {
  const text = report({
    passed: 2,
    failures: [{ name: 'x', message: 'broke' }],
    skips: [{ name: 'y', reason: 'no z' }],
  });
  expect(text.split('\n').filter((line) => line !== '')).toEqual([
    'Skipped:',
    '  y',
    '    no z',
    'Failed:',
    '  x',
    '    broke',
    '2 passed, 1 failed, 1 skipped',
  ]);
});
