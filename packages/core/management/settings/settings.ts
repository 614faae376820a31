import type { Actor } from '../../ports/audit.ts';
import { type EpochSeconds, seconds } from '../../ports/clock.ts';
import type { KnownSetting } from '../../ports/settings-catalogue.ts';
import type { StoredSetting } from '../../ports/stored-setting.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { type ListPage, type ListWish, listPage } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';

export interface SettingDescription extends KnownSetting {
  /** Of what is stored: 0 where nothing ever was. */
  readonly version: number;
  /** What is stored though something stronger holds instead; absent otherwise. */
  readonly overruled?: string | undefined;
  readonly changedAt?: EpochSeconds | undefined;
}

export interface SettingChange {
  readonly name: string;
  /** In the grammar of the settings file. */
  readonly value: string;
  /** The version that was seen; whatever it is where absent. */
  readonly version?: number | undefined;
}

/** The settings of this server: how each is and who said so; some may be changed while it runs. */
export interface SettingManagement {
  list(wish: ListWish): Promise<ListPage<SettingDescription> | ManagementError>;
  /** By its name, or its variable. */
  get(name: string): Promise<SettingDescription | ManagementError>;
  /** Stores a value: all servers on the database follow within five seconds. */
  set(change: SettingChange, actor: Actor): Promise<SettingDescription | ManagementError>;
  /** Takes back what is stored: the default holds again. */
  reset(change: Omit<SettingChange, 'value'>, actor: Actor): Promise<SettingDescription | ManagementError>;
}

const describe = (known: KnownSetting, stored: StoredSetting | undefined): SettingDescription => ({
  ...known,
  version: stored?.version ?? 0,
  overruled: known.source === 'stored' ? undefined : stored?.value,
  changedAt: stored?.updatedAt,
});

const describeAll = async ({ settings, stores }: ManagementPorts): Promise<readonly SettingDescription[]> => {
  const stored = new Map((await stores.settings.list()).map((one) => [one.name, one]));
  // Afterwards: a value is never older than its version, so that nobody overwrites what they have not seen
  await settings.refresh();
  return settings.list().map((known) => describe(known, stored.get(known.name)));
};

const find = async (name: string, ports: ManagementPorts): Promise<SettingDescription | ManagementError> =>
  (await describeAll(ports)).find((one) => one.name === name || one.variable === name) ??
  new ManagementError('setting.not_found', { subject: name.slice(0, 100) });

/** Why nobody may store this one. */
const whyFixed = ({ name, variable, source, isStorable }: SettingDescription): ManagementError | undefined => {
  if (!isStorable) return new ManagementError('setting.fixed', { subject: variable });
  if (source === 'environment')
    return new ManagementError('setting.locked', { subject: `${variable} in the environment` });
  return source === 'file'
    ? new ManagementError('setting.locked', { subject: `${name} in the settings file` })
    : undefined;
};

interface Writing {
  readonly known: SettingDescription;
  readonly value: string | undefined;
  readonly actor: Actor;
}

const write = async ({ known, value, actor }: Writing, ports: ManagementPorts) => {
  const { stores, clock } = ports;
  const { name, version, source } = known;
  const setting: StoredSetting = { name, value, version: version + 1, updatedAt: seconds(clock) };
  const before = source === 'stored' ? known.value : undefined;
  const held = await stores.commit({
    guard: { kind: version === 0 ? 'setting.insert' : 'setting.replace', setting },
    changes: [
      audited(clock, {
        actor,
        action: value === undefined ? 'setting.reset' : 'setting.changed',
        target: name,
        detail: { before, after: value },
      }),
    ],
  });
  return held ? find(name, ports) : new ManagementError('setting.conflict', { subject: name });
};

/** The setting that is to be changed, as it was seen. */
const changeable = async (
  { name, version }: Omit<SettingChange, 'value'>,
  ports: ManagementPorts,
): Promise<SettingDescription | ManagementError> => {
  const known = await find(name, ports);
  if (isManagementError(known)) return known;
  if (version !== undefined && version !== known.version)
    return new ManagementError('setting.conflict', { subject: name });
  return known;
};

export const createSettingManagement = (ports: ManagementPorts): SettingManagement => ({
  list: (wish) =>
    listPage(ports, { name: 'settings', wish }, async ({ after, limit }) => {
      const all = await describeAll(ports);
      const from = after === undefined ? 0 : all.findIndex(({ name }) => name === after) + 1;
      const rows = all.slice(from, from + limit);
      return { rows, next: from + limit < all.length ? rows.at(-1)?.name : undefined };
    }),
  get: (name) => find(name, ports),
  async set(change, actor) {
    const known = await changeable(change, ports);
    if (isManagementError(known)) return known;
    const fixed = whyFixed(known);
    if (fixed) return fixed;
    const problem = ports.settings.problem(known.name, change.value);
    if (problem !== undefined) return new ManagementError('setting.invalid', { field: known.name, problem });
    if (known.source === 'stored' && known.value === change.value) return known;
    return write({ known, value: change.value, actor }, ports);
  },
  async reset(change, actor) {
    const known = await changeable(change, ports);
    if (isManagementError(known)) return known;
    // What something stronger holds instead may be taken back too
    const isStored = known.source === 'stored' || known.overruled !== undefined;
    if (!isStored) return known;
    return write({ known, value: undefined, actor }, ports);
  },
});
