import { defineCommand } from '../../parse/command.ts';
import { yes } from '../yes.ts';
import { fileArgument, pruneFlag } from './configuration-flags.ts';

export const configurationApply = defineCommand({
  name: 'apply',
  summary: 'Make the server as a file says: what cardea plan shows is done.',
  details: [
    'Each change goes the way of every other change by an administrator: with its checks and its entry in the audit, and not over a change that somebody makes meanwhile. Where one is refused the rest is left, and what was done stays: mend the file and apply it again.',
    'A client that is created gets a secret, which is shown this once. A secret of your own comes from the environment: "secret": { "env": "NAME" } in the file, and "clientSecret" for an identity provider. It is set when the thing is created; a later apply does not change it.',
  ],
  args: { file: fileArgument },
  flags: { prune: pruneFlag, yes: yes.flag },
  examples: [
    { line: 'apply cardea.json', does: 'Shows what differs, and asks.' },
    { line: 'apply cardea.json --prune --yes', does: 'In a pipeline: all of it, without asking.' },
    { line: 'apply - --yes --json < cardea.json', does: 'From standard input, with an answer for scripts.' },
  ],
  run: async ({ args, flags, terminal, admin }) => {
    const { readDocument } = await import('../../configuration/read-document.ts');
    const { makePlan } = await import('../../configuration/plan.ts');
    const { applyPlan } = await import('../../configuration/apply.ts');
    const { createServerReading } = await import('../../configuration/server-reading.ts');
    const { appliedJson, appliedLines, planLines, planNotes, progressLine } = await import(
      '../../configuration/show-plan.ts'
    );
    const wanted = await readDocument(args.file, terminal);
    const procedures = await admin();
    const plan = await makePlan(createServerReading(procedures), wanted, flags.prune);
    if (plan.steps.length > 0 && !flags.yes) {
      await terminal.printError(planLines(plan).join('\n'));
      await yes.ask('Do this?', flags.yes, terminal);
    }
    const applied = await applyPlan(plan, {
      admin: procedures,
      env: terminal.env,
      progress: (step) => terminal.printError(progressLine(step)),
    });
    const { failed, secrets } = applied;
    return {
      data: appliedJson(plan, applied),
      lines: appliedLines(plan, applied),
      notes: [
        ...planNotes(plan),
        ...(secrets.length === 0
          ? []
          : ['This is the only time the secrets are shown. Keep them where secrets are kept.']),
        ...(failed === undefined ? [] : [failed.failure.mend, 'What was done stays. Apply the file again.']),
      ].filter((note) => note !== ''),
      exitCode: failed === undefined ? 0 : 1,
    };
  },
});
