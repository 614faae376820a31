import { defineCommand } from '../../parse/command.ts';
import { issuerJson } from '../../show/issuer.ts';
import { table } from '../../terminal/table.ts';
import { everyPage } from '../every-page.ts';
import { noneNote, searchFlag } from '../search-flag.ts';

export const issuersLs = defineCommand({
  name: 'issuers ls',
  summary: 'List the trusted issuers.',
  args: {},
  flags: { search: searchFlag('Those with this in their URL or name.') },
  examples: [{ line: 'issuers ls', does: 'Everybody whose word counts.' }],
  run: async ({ flags, terminal, admin }) => {
    const procedures = await admin();
    const issuers = await everyPage((page) => procedures.trustedIssuers.list.query({ ...page, search: flags.search }));
    const rows = issuers.map(({ issuer, name, enabled, subjects, scopes }) => [
      issuer,
      name,
      enabled ? 'yes' : 'no',
      subjects,
      scopes.join(' ') || 'none',
    ]);
    return {
      data: issuers.map(issuerJson),
      lines: issuers.length === 0 ? [] : table(['ISSUER', 'NAME', 'ENABLED', 'SUBJECTS', 'SCOPE'], rows, terminal),
      notes:
        issuers.length === 0
          ? noneNote(flags.search, 'No issuer is trusted. Trust one with: cardea issuers add URL')
          : [],
    };
  },
});
