import type { Account, AddressClaim, OwnProfile } from '@cardea/core';
import type { Parameters } from '@cardea/protocol';
import type { ProfileFieldName, ProfileGroup, ProfileHint } from '../../languages/account/messages.ts';

export interface ProfileField {
  readonly name: ProfileFieldName;
  readonly group: ProfileGroup;
  /** HTML §4.10.18.7: what browsers fill in; the purpose of a field (WCAG 2.2 §1.3.5). */
  readonly autoComplete: string;
  readonly type?: 'text' | 'url' | 'tel';
  readonly hint?: ProfileHint;
  /** What a browser may propose. */
  readonly choices?: 'locales' | 'zones';
}

/** Every field of the profile, in the order in which people see them. */
export const profileFields: readonly ProfileField[] = [
  { name: 'name', group: 'name', autoComplete: 'name' },
  { name: 'nickname', group: 'name', autoComplete: 'nickname' },
  { name: 'given_name', group: 'name', autoComplete: 'given-name' },
  { name: 'middle_name', group: 'name', autoComplete: 'additional-name' },
  { name: 'family_name', group: 'name', autoComplete: 'family-name' },
  { name: 'birthdate', group: 'about', autoComplete: 'bday', hint: 'birthdate' },
  { name: 'gender', group: 'about', autoComplete: 'sex' },
  { name: 'website', group: 'about', autoComplete: 'url', type: 'url', hint: 'url' },
  { name: 'profile', group: 'about', autoComplete: 'off', type: 'url', hint: 'url' },
  { name: 'picture', group: 'about', autoComplete: 'photo', type: 'url', hint: 'url' },
  { name: 'locale', group: 'place', autoComplete: 'language', hint: 'locale', choices: 'locales' },
  { name: 'zoneinfo', group: 'place', autoComplete: 'off', hint: 'zone', choices: 'zones' },
  { name: 'phone_number', group: 'phone', autoComplete: 'tel', type: 'tel', hint: 'phone' },
  { name: 'street_address', group: 'address', autoComplete: 'address-line1' },
  { name: 'postal_code', group: 'address', autoComplete: 'postal-code' },
  { name: 'locality', group: 'address', autoComplete: 'address-level2' },
  { name: 'region', group: 'address', autoComplete: 'address-level1' },
  { name: 'country', group: 'address', autoComplete: 'country-name' },
];

const MAX_CHARS = 2048;

/** What the fields hold; empty where there is nothing. */
export type ProfileValues = Readonly<Record<ProfileFieldName, string>>;

const isAddressPart = (name: string): name is Exclude<keyof AddressClaim, 'formatted'> =>
  profileFields.some((field) => field.name === name && field.group === 'address');

const collect = (read: (name: ProfileFieldName) => string | undefined): ProfileValues => {
  const entries = profileFields.map(({ name }) => [name, read(name) ?? ''] as const);
  return Object.fromEntries(entries) as ProfileValues;
};

export const valuesOf = ({ profile }: Pick<Account, 'profile'>): ProfileValues =>
  collect((name) => (isAddressPart(name) ? profile.address?.[name] : profile[name]));

export const sentValues = (fields: Parameters): ProfileValues =>
  collect((name) => fields.get(name)?.trim().slice(0, MAX_CHARS));

/** An address in one text is another's words for the parts: it goes where those change. */
const changedAddress = (values: ProfileValues, old: ProfileValues): AddressClaim | null | undefined => {
  const names = profileFields.map(({ name }) => name).filter(isAddressPart);
  if (names.every((name) => values[name] === old[name])) return undefined;
  const parts = names.flatMap((name) => (values[name] === '' ? [] : [[name, values[name]] as const]));
  return parts.length === 0 ? null : Object.fromEntries(parts);
};

/** What is to be changed of a profile so that it says this. */
export const changedClaims = (values: ProfileValues, account: Pick<Account, 'profile'>): OwnProfile['claims'] => {
  const old = valuesOf(account);
  const claims = profileFields
    .map(({ name }) => name)
    .filter((name) => !isAddressPart(name) && values[name] !== old[name])
    .map((name) => [name, values[name] === '' ? null : values[name]] as const);
  return { ...Object.fromEntries(claims), address: changedAddress(values, old) };
};
