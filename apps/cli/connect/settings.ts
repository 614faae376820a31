import { areProblems, formatProblem, loadSettings, type Settings } from '@cardea/server';
import type { Terminal } from '../terminal/terminal.ts';
import { CommandFailed } from './command-failed.ts';
import { remoteVariables } from './remote-server.ts';

/** EX_CONFIG of sysexits.h: a service manager need not try again. */
export const EXIT_CONFIG = 78;

/** The settings of this environment. Throws `CommandFailed` that names every setting that is wrong. */
export const settingsHere = ({ env, cwd }: Terminal): Settings => {
  const settings = loadSettings({ env, cwd, alsoKnown: remoteVariables });
  if (!areProblems(settings)) return settings;
  throw new CommandFailed(
    {
      code: 'settings.invalid',
      message: settings.map(formatProblem).join('\n'),
      mend: 'Every setting is described in docs/reference/configuration.md',
    },
    EXIT_CONFIG,
  );
};
