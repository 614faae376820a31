import { defineCommand } from '../../parse/command.ts';
import { fileArgument, pruneFlag } from './configuration-flags.ts';

const EXIT_DIFFERS = 2;

export const configurationPlan = defineCommand({
  name: 'plan',
  summary: 'Show how the server differs from a file, and change nothing.',
  details: [
    'A thing in the file is described whole: a field that is left out has its default. A section that is left out is not looked at, and what is there and not in the file stays, unless --prune is given.',
    'Exit code 0: nothing differs. 2: something does. 1: the file is wrong, or the server did not answer.',
  ],
  args: { file: fileArgument },
  flags: { prune: pruneFlag },
  examples: [
    { line: 'plan cardea.json', does: 'What cardea apply would do.' },
    { line: 'plan cardea.json --prune --json', does: 'For scripts, with what would be removed.' },
  ],
  run: async ({ args, flags, terminal, admin }) => {
    const { readDocument } = await import('../../configuration/read-document.ts');
    const { makePlan } = await import('../../configuration/plan.ts');
    const { createServerReading } = await import('../../configuration/server-reading.ts');
    const { planJson, planLines, planNotes } = await import('../../configuration/show-plan.ts');
    const wanted = await readDocument(args.file, terminal);
    const plan = await makePlan(createServerReading(await admin()), wanted, flags.prune);
    return {
      data: planJson(plan),
      lines: planLines(plan),
      notes: planNotes(plan),
      exitCode: plan.steps.length === 0 ? 0 : EXIT_DIFFERS,
    };
  },
});
