import { documents, endpoints, settingsTable } from '@cardea/server';
import { markdownTable } from './markdown-table.ts';
import { heading, type Page } from './page.ts';

const code = (text: string): string => `\`${text}\``;

const scopesOf = (scopes: readonly string[] | undefined): string =>
  scopes === undefined ? '—' : scopes.map(code).join(' ');

export const endpointsPage: Page = {
  file: 'endpoints.md',
  render: () => {
    const { fallback } = settingsTable.basePath;
    const basePath = typeof fallback === 'string' ? fallback : '';
    return [
      heading('Endpoints', '`apps/server/routes` and `apps/server/documents`'),
      `Paths are those of an issuer without a path and with the usual \`${settingsTable.basePath.env}\`. Each endpoint answers \`OPTIONS\` only where it`,
      `may be called by browser applications of the origins in \`${settingsTable.corsOrigins.env}\`; another method is answered 405 with \`Allow\`.\n`,
      markdownTable(
        ['path', 'methods', 'token with scope', 'other origins', 'what it does', 'specification'],
        endpoints.map(({ path, methods, requiredScopes, crossOrigin, summary, specification }) => [
          code(path(basePath)),
          methods.join(', '),
          scopesOf(requiredScopes),
          crossOrigin ? 'those listed' : 'no',
          summary,
          specification,
        ]),
      ),
      '\n## Documents\n',
      'The same for everyone, with `Cache-Control` and `ETag`; any origin may read them. An issuer with a path has each of them at two paths:',
      '`/.well-known/NAME/PATH` and `/PATH/.well-known/NAME`.\n',
      markdownTable(
        ['path', 'what it says', 'specification'],
        documents.map(({ name, summary, specification }) => [code(`/.well-known/${name}`), summary, specification]),
      ),
      '',
    ].join('\n');
  },
};
