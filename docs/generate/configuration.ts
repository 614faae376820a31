import { CONFIG_VARIABLE, type Setting, settingsTable } from '@cardea/server';
import { markdownTable } from './markdown-table.ts';
import { heading, type Page } from './page.ts';

const code = (text: string): string => `\`${text}\``;

const shown = (fallback: string | undefined): string => {
  if (fallback === undefined) return 'none';
  return fallback === '' ? 'empty' : code(fallback);
};

const defaultOf = ({ fallback, fallbackDoc, schema }: Setting): string => {
  if (fallbackDoc !== undefined) return fallbackDoc;
  if (typeof fallback !== 'object') return shown(fallback);
  const { development, production } = fallback;
  const required = production === undefined && !schema.safeParse(undefined).success;
  return `${shown(development)}; in production ${required ? '**to be set**' : shown(production)}`;
};

const row = (setting: Setting): readonly string[] => [
  code(setting.env),
  setting.key === undefined ? '—' : code(setting.key),
  defaultOf(setting),
  `${setting.doc}${setting.secret ? ' A secret: never shown.' : ''} ${setting.mend}`,
];

export const configurationPage: Page = {
  file: 'configuration.md',
  render: () =>
    [
      heading('Configuration', '`apps/server/config`'),
      'Every setting is an environment variable and a key of one settings file: `cardea.toml` (or JSON) in the data folder or the working',
      `directory, or the file that \`${CONFIG_VARIABLE}\` names. The environment is stronger than the file, the file stronger than the default. Relative`,
      'paths in the file start at its folder. A wrong or unknown setting stops the start with a message that names it and says how to mend it.\n',
      'Durations are written `90s`, `15m`, `1h`, `30d`. Lists have commas or spaces between their items. In a default, `{dataDir}`, `{port}` and',
      '`{scheme}` stand for what is known by then.\n',
      markdownTable(
        ['variable', 'key in the file', 'default', 'what it is, and what to write'],
        Object.values(settingsTable).map(row),
      ),
      '',
    ].join('\n'),
};
