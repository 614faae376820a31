import { defineCommand } from '../../parse/command.ts';
import { text, wholeNumber } from '../../parse/flag.ts';
import { auditHeading, auditRow, type ShownEntry } from '../../show/audit.ts';
import { table } from '../../terminal/table.ts';
import { dayOrInstant } from './day-or-instant.ts';

const USUAL_LIMIT = 50;

export const auditLs = defineCommand({
  name: 'audit ls',
  summary: 'Show what was changed, by whom and from where, newest first.',
  args: {},
  flags: {
    target: text({ placeholder: 'ID', doc: 'Changes of one thing: the id of a client, a user, a token, a key.' }),
    actor: text({ placeholder: 'ID', doc: 'Changes by one client, user or operator.' }),
    action: text({ placeholder: 'NAME', doc: 'One kind of change, such as client.updated.' }),
    since: dayOrInstant('Changes from this time on.'),
    until: dayOrInstant('Changes before this time.'),
    limit: wholeNumber({ placeholder: 'N', doc: `How many at most; ${USUAL_LIMIT} otherwise, 1000 at most.` }),
    cursor: text({ placeholder: 'CURSOR', doc: 'Go on where the last page ended, with the same filters.' }),
  },
  examples: [
    { line: 'audit ls --actor ada --since 2027-01-15', does: 'What ada did since that day.' },
    { line: 'audit ls --action client.secret_added --json', does: 'Every new secret, for scripts.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    const procedures = await admin();
    const limit = flags.limit ?? USUAL_LIMIT;
    const { target, actor, action, since, until } = flags;
    const entries: ShownEntry[] = [];
    let cursor = flags.cursor;
    // What is rare is found page by page
    do {
      const page = await procedures.audit.search.query({
        limit: limit - entries.length,
        ...{ cursor, target, actor, action, since, until },
      });
      entries.push(...page.items);
      cursor = page.nextCursor;
    } while (entries.length < limit && cursor !== undefined);
    return {
      data: entries,
      lines: entries.length === 0 ? [] : table(auditHeading, entries.map(auditRow), terminal),
      notes: [
        ...(entries.length === 0 ? ['There is no such entry.'] : []),
        ...(cursor === undefined ? [] : [`There is more, with the same filters: cardea audit ls --cursor ${cursor}`]),
      ],
    };
  },
});
