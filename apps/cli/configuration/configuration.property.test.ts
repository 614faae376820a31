import { expect, setDefaultTimeout, test } from 'bun:test';
import fc from 'fast-check';
import { type CommandLine, commandLine } from '../cli.fixture.ts';
import { configurations, PROVIDER_SECRETS } from './configuration.fixture.ts';

setDefaultTimeout(120_000);

const apply = async (cli: CommandLine, file: unknown, words: readonly string[] = []) => {
  const { exitCode, stdout, stderr } = await cli.type(['apply', '-', '--yes', '--json', ...words], {
    stdin: JSON.stringify(file),
    env: PROVIDER_SECRETS,
  });
  if (exitCode !== 0) throw new Error(`not applied: ${stdout} ${stderr}`);
  return JSON.parse(stdout);
};

const plan = async (cli: CommandLine, file: unknown, words: readonly string[] = []) => {
  const { exitCode, stdout, stderr } = await cli.type(['plan', '-', '--json', ...words], {
    stdin: JSON.stringify(file),
  });
  if (stdout === '') throw new Error(`no plan: ${stderr}`);
  return { exitCode, ...JSON.parse(stdout) };
};

const nothing = { exitCode: 0, differs: false, changes: [], unlisted: [], kept: [] };

test('an export of any server changes nothing there, and makes an empty server the same', async () => {
  await fc.assert(
    fc.asyncProperty(configurations, async (file) => {
      using a = await commandLine();
      await apply(a, file);
      expect(await plan(a, file)).toEqual(nothing);
      const exported = await a.json(['export']);
      expect(await plan(a, exported, ['--prune'])).toEqual(nothing);
      expect((await apply(a, exported, ['--prune'])).done).toEqual([]);
      using b = await commandLine();
      await apply(b, exported);
      expect(await b.json(['export'])).toEqual(exported);
    }),
    { numRuns: 12 },
  );
});

test('any server becomes what any other file says, and stays so', async () => {
  await fc.assert(
    fc.asyncProperty(configurations, configurations, async (before, after) => {
      using cli = await commandLine();
      await apply(cli, before);
      const planned = await plan(cli, after, ['--prune']);
      const { done, left } = await apply(cli, after, ['--prune']);
      expect([done.length, left]).toEqual([planned.changes.length, 0]);
      expect(await plan(cli, after, ['--prune'])).toEqual(nothing);
    }),
    { numRuns: 12 },
  );
});
