import type { KnownSetting, SettingsCatalogue, Stores } from '@cardea/core';

const row = (name: string, changes: Partial<KnownSetting> = {}): KnownSetting => ({
  name,
  variable: `CARDEA_${name.toUpperCase().replace('.', '_')}`,
  source: 'default',
  isSecret: false,
  isSet: false,
  isStorable: false,
  doc: `About ${name}.`,
  mend: 'Write another.',
  ...changes,
});

const MODES = ['off', 'token', 'open'];

/** Settings of a server, of each kind one: free, locked by the operator, fixed, and secret. */
const known: readonly KnownSetting[] = [
  row('registration.mode', { isStorable: true, choices: MODES, value: 'off', fallback: 'off' }),
  row('session_idle', { isStorable: true, isSet: true, source: 'environment', value: '7d', fallback: '7d' }),
  row('session_max', { isStorable: true, isSet: true, source: 'file', value: '30d', fallback: '30d' }),
  row('issuer', { isSet: true, source: 'environment', value: 'https://id.example' }),
  row('smtp.password', { isSecret: true, isSet: true, source: 'environment' }),
];

/** What a server knows of its settings, as far as the management needs it. */
export const settingsFixture = (stores: Pick<Stores, 'settings'>): SettingsCatalogue => {
  let stored: ReadonlyMap<string, string> = new Map();
  return {
    list: () =>
      known.map((one) => {
        const value = one.source === 'default' ? stored.get(one.name) : undefined;
        return value === undefined ? one : { ...one, source: 'stored', value, isSet: true };
      }),
    problem: (name, text) =>
      name === 'registration.mode' && !MODES.includes(text) ? 'is not one of off, token, open' : undefined,
    refresh: async () => {
      const rows = await stores.settings.list();
      stored = new Map(rows.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])));
    },
  };
};
