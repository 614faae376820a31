import { defineCommand } from '../../parse/command.ts';
import { choice, text, wholeNumber } from '../../parse/flag.ts';
import { deliveryHeading, deliveryRow } from '../../show/delivery.ts';
import { table } from '../../terminal/table.ts';

const USUAL_LIMIT = 50;

export const outboxLs = defineCommand({
  name: 'outbox ls',
  summary: 'List what waits to be delivered, and what was given up, newest first.',
  details: ['What was delivered is not listed: it is forgotten. What was given up stays for a week after its time.'],
  args: {},
  flags: {
    state: choice({
      ...{ placeholder: 'waiting|dead', choices: ['waiting', 'dead'] },
      doc: 'Only those that wait, or only those that were given up.',
    }),
    kind: text({ placeholder: 'KIND', doc: 'Of one kind: mail, account_request or backchannel_logout.' }),
    limit: wholeNumber({ placeholder: 'N', doc: `How many at most; ${USUAL_LIMIT} otherwise, 1000 at most.` }),
    cursor: text({ placeholder: 'CURSOR', doc: 'Go on where the last page ended, with the same filters.' }),
  },
  examples: [{ line: 'outbox ls --state dead', does: 'What could not be delivered, and why.' }],
  run: async ({ flags, terminal, admin }) => {
    const { state, kind, cursor, limit = USUAL_LIMIT } = flags;
    const { items, nextCursor } = await (await admin()).outbox.list.query({ state, kind, cursor, limit });
    return {
      data: items,
      lines: items.length === 0 ? [] : table(deliveryHeading, items.map(deliveryRow), terminal),
      notes: [
        ...(items.length === 0 ? ['Nothing waits, and nothing was given up.'] : []),
        ...(nextCursor === undefined
          ? []
          : [`There is more, with the same filters: cardea outbox ls --cursor ${nextCursor}`]),
      ],
    };
  },
});
