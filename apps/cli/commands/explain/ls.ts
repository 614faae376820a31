import { defineCommand } from '../../parse/command.ts';
import { text, wholeNumber } from '../../parse/flag.ts';
import { explanationHeading, explanationRow } from '../../show/explanation.ts';
import { table } from '../../terminal/table.ts';

const USUAL_LIMIT = 50;

export const explainLs = defineCommand({
  name: 'explain ls',
  summary: 'Show the requests that were refused lately, newest first.',
  args: {},
  flags: {
    endpoint: text({ placeholder: 'NAME', doc: 'Of one endpoint, such as token or authorize.' }),
    client: text({ placeholder: 'ID', doc: 'Of requests that named this client.' }),
    code: text({ placeholder: 'CODE', doc: 'Of one kind, such as client.secret_wrong.' }),
    address: text({ placeholder: 'ADDRESS', doc: 'Of requests from one address.' }),
    limit: wholeNumber({ placeholder: 'N', doc: `How many at most; ${USUAL_LIMIT} otherwise, 1000 at most.` }),
    cursor: text({ placeholder: 'CURSOR', doc: 'Go on where the last page ended, with the same filters.' }),
  },
  examples: [
    { line: 'explain ls --client demo', does: 'What that client was refused.' },
    { line: 'explain ls --code client.secret_wrong --json', does: 'Every wrong secret, with all its checks.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    const { endpoint, client, code, address, cursor, limit = USUAL_LIMIT } = flags;
    const { items: refusals, nextCursor } = await (await admin()).explain.recent.query({
      ...{ endpoint, code, address, cursor, limit },
      clientId: client,
    });
    return {
      data: refusals,
      lines: refusals.length === 0 ? [] : table(explanationHeading, refusals.map(explanationRow), terminal),
      notes: [
        ...(refusals.length === 0 ? ['No such refusal is kept.'] : []),
        ...(nextCursor === undefined
          ? []
          : [`There is more, with the same filters: cardea explain ls --cursor ${nextCursor}`]),
      ],
    };
  },
});
