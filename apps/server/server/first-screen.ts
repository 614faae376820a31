import type { SetUpLink } from '@cardea/core';
import type { Cardea } from '../cardea.ts';
import type { DemoClient } from './demo-client.ts';

export interface Started {
  readonly cardea: Cardea;
  readonly version: string;
  readonly demo: DemoClient | undefined;
  /** With which somebody becomes the first owner; undefined where there is one. */
  readonly setUpLink: SetUpLink | undefined;
  /** Where the master key is, and whether this start made it. */
  readonly masterKey: { readonly where: string; readonly created: boolean };
}

const row = (name: string, value: string): string => `  ${name.padEnd(12)}${value}`;

const firstToken = (url: string, demo: DemoClient | undefined): readonly string[] => {
  if (demo?.secret !== undefined) {
    return [
      'A demo client was made (development only). Its secret is shown this once:',
      row('client', demo.id),
      row('secret', demo.secret),
      '',
      'Get a token:',
      `  curl -s ${url} -u '${demo.id}:${demo.secret}' -d grant_type=client_credentials`,
    ];
  }
  return [
    demo === undefined
      ? 'Register a client and get a token:'
      : 'The demo client of the first start is still there. Make it a new secret, or register a client of your own:',
    ...(demo === undefined ? [] : [`  bun cardea clients reset ${demo.id} --secret`]),
    "  bun cardea clients add --name 'My service' --grant client_credentials --scope 'demo:read'",
    `  curl -s ${url} -u 'CLIENT_ID:CLIENT_SECRET' -d grant_type=client_credentials`,
  ];
};

const firstOwner = (link: SetUpLink | undefined): readonly string[] =>
  link === undefined
    ? []
    : [
        'Nobody owns this server yet. This link makes the owner: once, within an hour. Keep it to yourself:',
        `  ${link.url}`,
        '',
      ];

/** What a person at a terminal sees after a start: what was done, and what to type next. */
export const firstScreen = ({ cardea, version, demo, setUpLink, masterKey }: Started): string => {
  const { settings, urls, database } = cardea;
  const { from, to } = database.migrated;
  const lines = [
    `Cardea ${version}, ${settings.mode}`,
    '',
    row('issuer', settings.issuer),
    row('listening', `${settings.host}:${settings.port}`),
    row(
      'database',
      `${settings.databaseUrl}${from === to ? '' : from === 0 ? ' (created)' : ` (schema ${from} to ${to})`}`,
    ),
    row(
      'master key',
      `${masterKey.where}${masterKey.created ? ' (created; keep a copy apart from the database)' : ''}`,
    ),
    row('discovery', `${settings.issuer}/.well-known/oauth-authorization-server`),
    row('account', `${settings.issuer}/account`),
    row('console', `${settings.issuer}/admin`),
    '',
    ...firstOwner(setUpLink),
    ...firstToken(urls.token, demo),
    '',
    'Next:',
    '  bun cardea --help          every command',
    '  bun cardea doctor          is all well?',
    '  docs/guides/production.md  before others use it',
    '',
  ];
  return lines.join('\n');
};
