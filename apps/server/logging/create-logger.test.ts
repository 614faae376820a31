import { expect, test } from 'bun:test';
import { join } from 'node:path';
import { createLogger } from './create-logger.ts';
import { readableLine } from './readable-line.ts';

const memory = (isTerminal: boolean) => {
  const lines: string[] = [];
  return { lines, write: (line: string) => void lines.push(line), flushSync: () => {}, isTerminal };
};

test('a line is a JSON object with level, time, fields and message', () => {
  const destination = memory(true);
  createLogger({ logLevel: 'info', mode: 'production' }, destination)
    .child({ requestId: 'r1' })
    .info({ status: 200 }, 'answered');
  const { time, ...line } = JSON.parse(destination.lines.join(''));
  expect(line).toEqual({ level: 'info', requestId: 'r1', status: 200, msg: 'answered' });
  expect(new Date(time).toISOString()).toBe(time);
});

test('a developer at a terminal reads one line, and the stack of an error below it', () => {
  const destination = memory(true);
  const log = createLogger({ logLevel: 'info', mode: 'development' }, destination);
  log.warn({ a: 1, text: 'b c', err: new Error('broken') }, 'something');
  const [line = ''] = destination.lines;
  const plain = Bun.stripANSI(line);
  expect(plain).toMatch(/^\d\d:\d\d:\d\d warn {2}something a=1 text="b c"\nError: broken\n {4}at /);
});

test("a terminal never obeys a caller's control characters", () => {
  const line = readableLine(
    JSON.stringify({ level: 30, time: 0, msg: '\x1b]0;x\x07', 'k\x1b': 'v\u009b', n: ['\x1b'] }),
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  expect(Bun.stripANSI(line)).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
});

test('what was logged is written before the process exits', async () => {
  const script = `
    const { createLogger } = await import(${JSON.stringify(join(import.meta.dir, 'create-logger.ts'))});
    const log = createLogger({ logLevel: 'info', mode: 'production' });
    for (let i = 0; i < 1000; i++) log.info({ i }, 'line');
    process.exit(3);`;
  const child = Bun.spawn([process.execPath, '-e', script], { stdout: 'pipe', stderr: 'inherit' });
  const text = await new Response(child.stdout).text();
  expect(await child.exited).toBe(3);
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).i),
  ).toEqual(Array.from({ length: 1000 }, (_, i) => i));
});

test('a reader that went away does not stop the server', async () => {
  const script = `
    const { createLogger } = await import(${JSON.stringify(join(import.meta.dir, 'create-logger.ts'))});
    const log = createLogger({ logLevel: 'info', mode: 'production' });
    await Bun.stdin.text();
    for (let i = 0; i < 50; i++) { for (let j = 0; j < 100; j++) log.info({ j }, 'x'.repeat(100)); await Bun.sleep(0); }
    process.exit(3);`;
  const child = Bun.spawn([process.execPath, '-e', script], { stdin: 'pipe', stdout: 'pipe', stderr: 'inherit' });
  await child.stdout.cancel();
  child.stdin.end();
  expect(await child.exited).toBe(3);
});
