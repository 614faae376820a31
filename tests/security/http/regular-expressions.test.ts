// S122: no text makes an expression or a check slow
import { expect, test } from 'bun:test';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProcess } from '../../runner/run-process.ts';
import { findPatterns } from './regular-expressions/find-patterns.ts';

const REPOSITORY = resolve(import.meta.dir, '../../..');
const TIME_LIMIT_MS = 100_000;
/** Of the processor; the worst took 8 ms when this was written. What tries many ways takes seconds. */
const BOUND_MS = 250;

interface Measured {
  readonly name: string;
  readonly milliseconds: number;
  readonly text: string;
}

test('every regular expression of the source is found, those made of several texts too', async () => {
  const found = await findPatterns(REPOSITORY);
  const has = (where: string, part: string): boolean =>
    found.some((pattern) => pattern.where.startsWith(where) && pattern.source.includes(part));
  expect(has('packages/protocol/scope/scope.ts:', '\\x21')).toBe(true);
  expect(has('packages/protocol/parameters/json-text.ts:', '[^"\\\\]')).toBe(true);
  expect(has('apps/server/proxy/forwarded.ts', '=(')).toBe(true);
  expect(has('apps/server/logging/redact-text.ts', 'passphrase')).toBe(true);
  expect(found.length).toBeGreaterThan(80);
});

test(
  'no text of 64 KB keeps an expression or a check busy',
  async () => {
    const script = fileURLToPath(import.meta.resolve('./regular-expressions/measure.ts'));
    const { lines, exitCode, timedOut } = await runProcess([process.execPath, script], {
      cwd: REPOSITORY,
      timeLimitMs: TIME_LIMIT_MS,
    });
    const lastBegun = lines.findLast((line) => line.startsWith('begin '));
    expect({ exitCode, timedOut, lastBegun }).toEqual({ exitCode: 0, timedOut: false, lastBegun });
    const measured = lines.filter((line) => line.startsWith('{')).map((line): Measured => JSON.parse(line));
    expect(measured.length).toBeGreaterThan(90);
    expect(measured.filter(({ milliseconds }) => milliseconds > BOUND_MS)).toEqual([]);
  },
  TIME_LIMIT_MS + 20_000,
);
