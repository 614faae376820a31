import { existsSync } from 'node:fs';
import type { Finding } from '@cardea/admin';
import { type Settings, settingsWarnings } from '@cardea/server';
import { CommandFailed, refusalOf } from '../../connect/command-failed.ts';
import { databaseFileOf } from '../../connect/database-file.ts';
import { settingsHere } from '../../connect/settings.ts';
import { checkFolder } from '../../doctor/check-folder.ts';
import { checkIssuer } from '../../doctor/check-issuer.ts';
import { checkTls } from '../../doctor/check-tls.ts';
import { type Answer, defineCommand } from '../../parse/command.ts';

const CHECK_WIDTH = 14;
const marks: Readonly<Record<Finding['state'], string>> = { good: 'ok  ', warning: 'warn', failed: 'FAIL' };

const findingLines = ({ check, state, found, mend }: Finding): readonly string[] => [
  `${marks[state]}  ${check.padEnd(CHECK_WIDTH)}${found}`,
  ...(mend === undefined ? [] : [`${' '.repeat(6 + CHECK_WIDTH)}${mend}`]),
];

const configuration = (settings: Settings): readonly Finding[] => {
  const warnings = settingsWarnings(settings);
  const { mode, issuer } = settings;
  if (warnings.length === 0) return [{ check: 'configuration', state: 'good', found: `${mode}, issuer ${issuer}` }];
  return warnings.map((found) => ({ check: 'configuration', state: 'warning', found }));
};

/** What the process that has the database open says of it; and whether that is a server. */
const database = async (
  settings: Settings,
): Promise<{ readonly findings: readonly Finding[]; readonly isServing: boolean }> => {
  const file = databaseFileOf(settings);
  if (file !== undefined && !existsSync(file)) {
    const mend = 'The first start makes it: cardea serve';
    return {
      findings: [{ check: 'database', state: 'warning', found: `${file} does not exist yet`, mend }],
      isServing: false,
    };
  }
  try {
    const { connect } = await import('../../connect/connect.ts');
    const connection = await connect(settings);
    try {
      return { findings: await connection.admin.system.diagnose.query(), isServing: connection.by !== 'this process' };
    } finally {
      await connection.close();
    }
  } catch (error) {
    const failure = refusalOf(error);
    if (!failure) throw error;
    const mend = 'Mend this first: what lies behind it could not be looked at';
    return { findings: [{ check: 'database', state: 'failed', found: failure.message, mend }], isServing: false };
  }
};

/** What cannot be looked at is a finding too. */
const looked = (check: string, look: () => readonly Finding[]): readonly Finding[] => {
  try {
    return look();
  } catch (error) {
    const found = `cannot be looked at: ${error instanceof Error ? error.message : 'unknown failure'}`;
    return [{ check, state: 'failed', found, mend: 'Run this as the user of the server' }];
  }
};

const answer = (findings: readonly Finding[]): Answer => {
  const failed = findings.filter(({ state }) => state === 'failed').length;
  const warned = findings.filter(({ state }) => state === 'warning').length;
  const sum = failed > 0 ? `${failed} to mend` : warned > 0 ? `${warned} to look at` : 'All is well';
  return {
    data: { healthy: failed === 0, findings },
    lines: [...findings.flatMap(findingLines), '', `${sum}.`],
    exitCode: failed > 0 ? 1 : 0,
  };
};

export const doctor = defineCommand({
  name: 'doctor',
  summary: 'Look whether all is well, and say how to mend what is not.',
  details: [
    'Looks at the configuration, the data folder and its disk, the TLS files, the clock, the database and its keys, and whether the issuer can be reached. Exit code 1 where something is to be mended.',
  ],
  isLocal: true,
  args: {},
  flags: {},
  examples: [
    { line: 'doctor', does: 'While the server runs, or before it is started.' },
    { line: 'doctor --json', does: 'For a monitoring system.' },
  ],
  run: async ({ terminal }) => {
    let settings: Settings;
    try {
      settings = settingsHere(terminal);
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      const { message: found, mend } = error.failure;
      return answer([{ check: 'configuration', state: 'failed', found, mend }]);
    }
    const { findings, isServing } = await database(settings);
    return answer([
      ...configuration(settings),
      ...looked('data folder', () => checkFolder(settings)),
      ...looked('TLS', () => checkTls(settings, Date.now())),
      ...findings,
      await checkIssuer(settings.issuer, isServing),
    ]);
  },
});
