import { dirname, resolve } from 'node:path';
import { profiles } from '@cardea/core';
import { didYouMean } from './did-you-mean.ts';
import type { Environment } from './environment.ts';
import { isLoopbackHost } from './loopback.ts';
import { fallbackFor, isOptional, type Mode, type Setting } from './setting.ts';
import { findSettingsFile, readSettingsFile, type SettingsFile } from './settings-file.ts';
import { formatProblem, type SettingsProblem, shown } from './settings-problem.ts';
import { settingsRules } from './settings-rules.ts';
import {
  CONFIG_VARIABLE,
  type SettingName,
  type SettingOrigin,
  type Settings,
  settingsTable,
} from './settings-table.ts';

export interface LoadSettingsOptions {
  readonly env: Environment;
  /** The settings file; stronger than `CARDEA_CONFIG`. */
  readonly file?: string | undefined;
  readonly cwd: string;
  /** Further `CARDEA_…` variables that mean something to the caller. */
  readonly alsoKnown?: readonly string[];
}

const rows = Object.entries(settingsTable) as readonly [SettingName, Setting][];
const variables = [...rows.map(([, row]) => row.env), CONFIG_VARIABLE];
const keys = rows.flatMap(([, row]) => row.key ?? []);

/** What was set, and where; `base` is the folder that a relative path means. */
interface Raw {
  readonly value: string | readonly string[];
  readonly subject: string;
  readonly file: string | undefined;
  readonly base: string;
}

/**
 * The settings from the environment over the file over the defaults, or everything that is wrong with them at once.
 * Reads files, writes nothing.
 */
export const loadSettings = (options: LoadSettingsOptions): Settings | readonly SettingsProblem[] => {
  const { env, cwd } = options;
  const problems: SettingsProblem[] = [...unknownVariables(options)];
  const file = openFile(options, problems);

  const find = (row: Setting): Raw | undefined => {
    const value = env[row.env];
    if (value) return { value, subject: row.env, file: undefined, base: cwd };
    // An empty variable counts as unset, except for a secret: it was meant to be there.
    if (value === '' && row.secret) problems.push({ subject: row.env, problem: 'is set but empty', mend: row.mend });
    const written = row.key === undefined ? undefined : file?.values.get(row.key);
    return file && written !== undefined
      ? { value: written, subject: row.key ?? row.env, file: file.path, base: dirname(file.path) }
      : undefined;
  };

  const raws = new Map(rows.map(([name, row]) => [name, find(row)]));
  const mode = modeOf(raws, env);
  const known: Record<string, string> = {
    mode,
    scheme: raws.get('tlsCert') ? 'https' : 'http',
    port: portOf(raws.get('port')),
    algorithms: algorithmsOf(raws.get('profile')),
  };
  const values: Record<string, unknown> = {};
  const origins: Record<string, SettingOrigin> = {};
  for (const [name, row] of rows) {
    const fallback = fallbackFor(row, mode)?.replace(/\{(\w+)\}/g, (whole, word: string) => known[word] ?? whole);
    origins[name] = originOf(row, raws.get(name), fallback);
    const raw = raws.get(name) ?? { value: fallback ?? '', subject: row.env, file: undefined, base: cwd };
    if (!raws.get(name) && fallback === undefined) {
      values[name] = undefined;
      if (!isOptional(row))
        problems.push({ subject: row.env, problem: `is missing, and ${mode} needs it`, mend: row.mend });
      continue;
    }
    const result = row.schema.safeParse(absolute(row, raw));
    if (result.success) values[name] = result.data;
    else problems.push(problemOf(row, raw, result.error.issues[0]?.message ?? 'is wrong'));
    if (name === 'dataDir' && typeof values[name] === 'string') known[name] = values[name];
  }

  const settings = { ...values, mode, configFile: file?.path, origins } as Settings;
  for (const rule of settingsRules) {
    const problem = (!rule.productionOnly || mode === 'production') && rule.check(settings);
    const row: Setting = settingsTable[rule.about];
    const raw = raws.get(rule.about) ?? { value: '', subject: row.env, file: undefined, base: cwd };
    if (problem) problems.push({ ...problemOf(row, raw, problem), mend: rule.mend });
  }
  const secretInFile = [...raws].find(([name, raw]) => settingsTable[name].secret && raw?.file);
  if (mode === 'production' && file?.readableByOthers && secretInFile)
    problems.push({
      subject: file.path,
      problem: `holds a secret (${secretInFile[1]?.subject}), and other users may read it`,
      mend: `Run: chmod 600 ${file.path}`,
    });
  return problems.length === 0 ? settings : distinct(problems);
};

const openFile = (options: LoadSettingsOptions, problems: SettingsProblem[]): SettingsFile | undefined => {
  const { env, cwd } = options;
  const named = options.file ?? (env[CONFIG_VARIABLE] || undefined);
  const dataDir = resolve(
    cwd,
    env[settingsTable.dataDir.env] || (fallbackFor(settingsTable.dataDir, 'production') ?? ''),
  );
  const found = named === undefined ? findSettingsFile(dataDir, cwd) : resolve(cwd, named);
  if (typeof found === 'object') problems.push(found);
  if (typeof found !== 'string') return undefined;
  const file = readSettingsFile(found);
  problems.push(...file.problems);
  for (const key of file.values.keys()) if (!keys.includes(key)) problems.push({ ...unknown(key, keys), file: found });
  return file;
};

const unknown = (name: string, known: readonly string[]): SettingsProblem => {
  const meant = didYouMean(name, known);
  return {
    subject: name,
    problem: 'is no setting of Cardea',
    mend: meant ? `Did you mean ${meant}?` : 'Remove it; docs/reference/configuration.md lists all settings.',
  };
};

function* unknownVariables({ env, alsoKnown = [] }: LoadSettingsOptions): Generator<SettingsProblem> {
  const known = [...variables, ...alsoKnown];
  for (const name of Object.keys(env))
    if (name.startsWith('CARDEA_') && !known.includes(name)) yield unknown(name, known);
}

const modeOf = (raws: ReadonlyMap<SettingName, Raw | undefined>, env: Environment): Mode => {
  const stated = settingsTable.mode.schema.safeParse(raws.get('mode')?.value);
  if (stated.success) return stated.data;
  const issuer = settingsTable.issuer.schema.safeParse(raws.get('issuer')?.value);
  const elsewhere = issuer.success && !isLoopbackHost(new URL(issuer.data).hostname);
  return elsewhere || env.NODE_ENV === 'production' ? 'production' : 'development';
};

const portOf = (raw: Raw | undefined): string => {
  const port = settingsTable.port.schema.safeParse(raw?.value);
  return port.success ? String(port.data) : (fallbackFor(settingsTable.port, 'development') ?? '');
};

/** What is signed with where nobody says: what the profile needs, after what is fast. */
const algorithmsOf = (raw: Raw | undefined): string => {
  const profile = settingsTable.profile.schema.safeParse(raw?.value);
  return ['ES256', ...(profile.success ? profiles[profile.data].neededAlgorithms : [])].join(' ');
};

const absolute = (row: Setting, { value, base }: Raw): string | readonly string[] => {
  if (typeof value !== 'string' || value === '') return value;
  if (row.relative === 'path') return resolve(base, value);
  if (row.relative === 'file-url' && /^file:(?!\/\/).*[^/:]$/.test(value))
    return `file:${resolve(base, value.slice('file:'.length))}`;
  return value;
};

const originOf = (row: Setting, raw: Raw | undefined, fallback: string | undefined): SettingOrigin => {
  if (raw === undefined) return { source: 'default', text: row.secret ? undefined : fallback, fallback };
  const text = typeof raw.value === 'string' ? raw.value : raw.value.join(', ');
  const source = raw.file === undefined ? 'environment' : 'file';
  return { source, text: row.secret ? undefined : text, fallback };
};

const problemOf = (row: Setting, raw: Raw, problem: string): SettingsProblem => ({
  subject: raw.subject,
  file: raw.file,
  received: row.secret || raw.value === '' ? undefined : shown(raw.value),
  problem,
  mend: row.mend,
});

const distinct = (problems: readonly SettingsProblem[]): readonly SettingsProblem[] => [
  ...new Map(problems.map((problem) => [formatProblem(problem), problem])).values(),
];
