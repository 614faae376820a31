import { defineCommand } from '../../parse/command.ts';
import { choice, wholeNumber } from '../../parse/flag.ts';
import { figureFacts, matterLines, pointHeading, pointRow } from '../../show/stats.ts';
import { facts, table } from '../../terminal/table.ts';

const USUAL = { hour: 12, day: 14 } as const;

export const stats = defineCommand({
  name: 'stats',
  summary: 'Show what happens: tokens, sign-ins, refusals and times, and what needs attention.',
  details: [
    'The numbers are those of all servers on the database, and a minute behind at most. Hours are kept for 15 days, days for CARDEA_STATS_RETENTION; both are those of UTC.',
  ],
  args: {},
  flags: {
    by: choice({ placeholder: 'hour|day', doc: 'By hours or by days; hours otherwise.', choices: ['hour', 'day'] }),
    last: wholeNumber({
      placeholder: 'N',
      doc: `How many of them; ${USUAL.hour} hours or ${USUAL.day} days otherwise.`,
    }),
  },
  examples: [
    { line: 'stats', does: 'The last hours, and what needs attention.' },
    { line: 'stats --by day --last 90 --json', does: 'A quarter of a year, for another program.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    const span = flags.by ?? 'hour';
    const { stats: procedures } = await admin();
    const [figures, series, attention] = await Promise.all([
      procedures.figures.query(),
      procedures.series.query({ span, count: flags.last ?? USUAL[span] }),
      procedures.attention.query(),
    ]);
    return {
      data: { figures, series, attention },
      lines: [...facts(figureFacts(figures)), '', ...table(pointHeading, series.points.map(pointRow), terminal)],
      notes: attention.length === 0 ? ['Nothing needs attention.'] : matterLines(attention),
    };
  },
});
