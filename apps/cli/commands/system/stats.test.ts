import { expect, test } from 'bun:test';
import { commandLine } from '../../cli.fixture.ts';

test('stats shows every hour or day asked for, how much there is, and what needs attention', async () => {
  using cli = await commandLine();
  await cli.json(['clients', 'add', '--name', 'N', '--id', 'n']);
  const { stdout, stderr, exitCode } = await cli.type(['stats', '--by', 'day', '--last', '3']);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^clients +1$/m);
  expect(stdout.match(/^\d{4}-\d{2}-\d{2} 00:00Z/gm)).toHaveLength(3);
  expect(stderr).toContain('Nothing needs attention.');
  await cli.json(['clients', 'reset', 'n', '--secret', '--keep-old', '1d']);
  expect((await cli.type(['stats'])).stderr).toMatch(/^warning: A secret of N ends \(.+Z\) \[n\]\. /m);
  const told = await cli.json(['stats', '--last', '2']);
  expect(Object.keys(told)).toEqual(['figures', 'series', 'attention']);
});

test('stats refuses more hours than are kept', async () => {
  using cli = await commandLine();
  expect((await cli.type(['stats', '--last', '400'])).exitCode).toBe(1);
  expect((await cli.type(['stats', '--by', 'week'])).exitCode).toBe(2);
});
