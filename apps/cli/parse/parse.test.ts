import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { commands, groups } from '../commands/table.ts';
import { findCommand } from './find-command.ts';
import { commandHelp, usage } from './help.ts';
import { parseLine } from './parse-line.ts';
import { UsageError } from './usage-error.ts';

const find = (...words: string[]) => findCommand(words, commands);
const command = (name: string) => {
  const found = commands.find((one) => one.name === name);
  if (!found) throw new Error(`no command ${name}`);
  return found;
};
const add = command('clients add');

describe('the words of a command line', () => {
  test('every command of the table is found by its name', () => {
    for (const { name } of commands) {
      expect(find(...name.split(' '), '--x')).toMatchObject({ kind: 'command', command: { name }, rest: ['--x'] });
    }
  });

  test.each([
    ['clinets', 'Did you mean: cardea clients?'],
    ['doktor', 'Did you mean: cardea doctor?'],
    ['frobnicate', 'See: cardea --help'],
  ])('the unknown command %s is answered with %j', (word, mend) => {
    expect(() => find(word)).toThrow(expect.objectContaining({ name: 'UsageError', mend }));
  });

  test('an unknown command of a group suggests one of that group', () => {
    expect(() => find('clients', 'lst')).toThrow(expect.objectContaining({ mend: 'Did you mean: cardea clients ls?' }));
  });

  test.each([
    [['--nam', 'x'], 'Did you mean --name?'],
    [['--name'], 'Write: --name NAME'],
    [['--name', '--json'], 'Write: --name NAME'],
    [['--json=yes'], undefined],
    [['--name', 'a', '--name', 'b'], undefined],
    [['--name', 'a', 'extra'], 'Put quotes around a value with spaces'],
    [['--__proto__', 'x'], 'See: cardea clients add --help'],
  ])('%j is a usage error', (words, mend) => {
    expect(() => parseLine(words, add)).toThrow(expect.objectContaining({ name: 'UsageError', mend }));
  });

  test('a missing argument is named', () => {
    expect(() => parseLine([], command('clients show'))).toThrow('needs ID');
  });

  test('an id that begins with a dash is no flag, before or after flags', () => {
    const retire = command('keys retire');
    for (const words of [
      ['-abc_d', '--yes'],
      ['--yes', '-abc_d'],
      ['--yes', '--', '-abc_d'],
    ]) {
      expect(parseLine(words, retire)).toMatchObject({ args: ['-abc_d'] });
    }
    expect(parseLine(['--name', '-x-', '--id=-y'], add).flags).toEqual(
      new Map([
        ['name', ['-x-']],
        ['id', ['-y']],
      ]),
    );
  });

  test('repeatable flags keep every value in order', () => {
    const { flags } = parseLine(['--name', 'a', '--scope', 'a b', '--scope=c'], add);
    expect(flags.get('scope')).toEqual(['a b', 'c']);
  });

  test('--help needs nothing else', () => {
    expect(parseLine(['-h'], command('clients show')).flags.has('help')).toBe(true);
  });

  test('whatever is typed is understood or a usage error, never a defect', () => {
    const words = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('--name', '--scope', '-', '--', '--json', '--name=', '--=')),
    );
    fc.assert(
      fc.property(words, fc.constantFrom(...commands), (typed, one) => {
        try {
          parseLine(typed, one);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
    );
  });
});

describe('help', () => {
  test.each(commands.map((one) => [one.name, one] as const))(
    'cardea %s --help shows usage, flags and examples',
    (name, one) => {
      const help = commandHelp(one).join('\n');
      expect(help).toContain(`Usage: ${usage(one)}`);
      for (const flag of Object.keys(one.flags)) expect(help).toContain(`--${flag}`);
      for (const { line } of one.examples) expect(help).toContain(`cardea ${line}`);
      expect(one.examples.length).toBeGreaterThan(0);
      expect(one.summary).toMatch(/^[A-Z].*\.$/);
      expect(name in groups).toBe(false);
    },
  );

  test('every example is a line that its command understands', () => {
    for (const one of commands) {
      for (const { line } of one.examples) {
        const words = [...(line.split(' < ')[0]?.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g) ?? [])].map(
          ([, single, double, plain]) => single ?? double ?? plain ?? '',
        );
        const found = findCommand(words, commands);
        expect(found).toMatchObject({ kind: 'command', command: { name: one.name } });
        if (found.kind === 'command') parseLine(found.rest, found.command);
      }
    }
  });

  test('every group is described', () => {
    const used = new Set(commands.filter(({ name }) => name.includes(' ')).map(({ name }) => name.split(' ')[0]));
    expect(new Set(Object.keys(groups))).toEqual(new Set([...used].filter((group) => group !== undefined)));
  });
});
