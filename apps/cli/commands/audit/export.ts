import { defineCommand } from '../../parse/command.ts';
import { wholeNumber } from '../../parse/flag.ts';

export const auditExport = defineCommand({
  name: 'audit export',
  summary: 'Write the whole audit as JSON lines, oldest first.',
  args: {},
  flags: {
    after: wholeNumber({
      placeholder: 'NUMBER',
      doc: 'Only entries after the one of this number: the rest of an earlier export.',
    }),
  },
  examples: [
    { line: 'audit export', does: 'Everything that is kept, to standard output.' },
    { line: 'audit export --after 120000', does: 'What came since.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    const procedures = await admin();
    let after = flags.after ?? 0;
    let written = 0;
    for (;;) {
      const entries = await procedures.audit.export.query({ after });
      const last = entries.at(-1);
      if (last === undefined) break;
      await terminal.print(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      written += entries.length;
      after = last.sequence;
    }
    return { data: undefined, lines: [], notes: [`${written} entries; the last has the number ${after}.`] };
  },
});
