import { oauthErrors, type RefusalCode, refusals } from '@cardea/protocol';
import { markdownTable } from './markdown-table.ts';
import { heading, type Page } from './page.ts';

const AREAS: Readonly<Record<string, string>> = {
  request: 'The message itself',
  client: 'Who the client is',
  grant: 'What the client may do',
  scope: 'Scopes',
  target: 'Resources',
  token: 'Access tokens at an API',
  server: 'The server itself',
};

type Row = (typeof refusals)[RefusalCode];

const areaOf = (code: string): string => code.slice(0, code.indexOf('.'));

const statusOf = (row: Row): number => ('status' in row ? row.status : oauthErrors[row.error]);

const section = (area: string, rows: readonly (readonly [string, Row])[]): string =>
  [
    `## ${AREAS[area] ?? area}\n`,
    markdownTable(
      ['code', 'HTTP', '`error`', '`error_description`', 'rule', 'how to mend it'],
      rows.map(([code, row]) => [
        `\`${code}\``,
        String(statusOf(row)),
        `\`${row.error}\``,
        row.description,
        row.section,
        row.mend,
      ]),
    ),
    '',
  ].join('\n');

export const errorsPage: Page = {
  file: 'errors.md',
  render: () => {
    const byArea = Map.groupBy(Object.entries(refusals), ([code]) => areaOf(code));
    return [
      heading('Error codes', '`packages/protocol/refusals`'),
      'The caller sees `error` and `error_description` and nothing else of this page. Rows that would tell an attacker',
      'something (an unknown client, a wrong secret) share one description on purpose. The operator finds `code`, the rule',
      'and the facts in the log, under the request id that the caller was given.\n',
      ...[...byArea].map(([area, rows]) => section(area, rows)),
    ].join('\n');
  },
};
