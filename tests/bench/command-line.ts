import { parseArgs } from 'node:util';
import { SCENARIOS } from './registry.ts';
import type { Pace, Scenario } from './scenario.ts';

export interface CommandLine {
  readonly help: boolean;
  readonly json: boolean;
  readonly write: boolean;
  readonly quick: boolean;
  readonly node: string;
  readonly scenarios: readonly Scenario[];
  /** The command as one would type it again. */
  readonly again: string;
}

export const FULL_PACE: Pace = { rounds: 3, seconds: 3, warmUpSeconds: 3, starts: 5, connections: 64 };
export const QUICK_PACE: Pace = { rounds: 1, seconds: 2, warmUpSeconds: 1, starts: 3, connections: 64 };

export const HELP = `Compares Cardea with oidc-provider on this machine, in one run, a core each.

  bun run bench [options]

  --only NAME   only this scenario (repeatable):
${SCENARIOS.map(({ name, title }) => `                  ${name.padEnd(26)}${title}`).join('\n')}
  --quick       short runs: is it working, not how fast is it
  --write       write the results into docs/BENCHMARKS.md, between its markers
  --json        print the results as JSON
  --node PATH   the Node to run oidc-provider with (default: node)
  --help        this text

Needs wrk (Debian: apt-get install wrk) and node. Exit status 1 when something could not be measured.
`;

const OPTIONS = {
  help: { type: 'boolean', short: 'h', default: false },
  json: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  node: { type: 'string', default: 'node' },
  only: { type: 'string', multiple: true },
} as const;

function select(names: readonly string[] | undefined): readonly Scenario[] {
  if (!names) return SCENARIOS;
  const unknown = names.filter((name) => !SCENARIOS.some((scenario) => scenario.name === name));
  if (unknown.length) throw new Error(`No scenario is called ${unknown.join(', ')}; see --help.`);
  return SCENARIOS.filter(({ name }) => names.includes(name));
}

/** Throws with a message for people when a word is not understood. */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const { values } = parseArgs({ args: [...words], options: OPTIONS });
  const { help, json, write, quick, node, only = [] } = values;
  if (write && (quick || only.length > 0)) throw new Error('--write takes a whole run: leave --quick and --only out.');
  const switches = [
    ...(write ? ['--write'] : []),
    ...(quick ? ['--quick'] : []),
    ...only.map((name) => `--only ${name}`),
  ];
  return {
    help,
    json,
    write,
    quick,
    node,
    scenarios: select(values.only),
    again: ['bun run bench', ...switches].join(' '),
  };
}
