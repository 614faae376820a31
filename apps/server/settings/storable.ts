import type { SettingName } from '../config/settings-table.ts';

interface Storable {
  /** The values there are, where they are few. */
  readonly choices?: readonly string[];
}

/**
 * The settings that may be changed while servers run: each is read where it is used, and none of them decides what is opened,
 * listened on or trusted (ADR 0047).
 */
export const storable = {
  registration: { choices: ['off', 'token', 'open'] },
  signUp: { choices: ['off', 'verified_email'] },
  emailCodes: { choices: ['true', 'false'] },
  factorPolicy: { choices: ['one_factor', 'two_factors'] },
  sessionIdleSeconds: {},
  sessionMaxSeconds: {},
  freshSignInSeconds: {},
  accessTokenTtlSeconds: {},
  refreshIdleSeconds: {},
  refreshMaxSeconds: {},
} as const satisfies Partial<Readonly<Record<SettingName, Storable>>>;

export type StorableName = keyof typeof storable;

export const isStorable = (name: SettingName): name is StorableName => Object.hasOwn(storable, name);

export const choicesOf = (name: SettingName): readonly string[] | undefined => {
  const row: Storable | undefined = isStorable(name) ? storable[name] : undefined;
  return row?.choices;
};
