import type { AddressClaim, ProfileClaims } from '../ports/account.ts';

const MAX_CHARS = 200;
const MAX_URL_CHARS = 2048;
const MAX_ADDRESS_CHARS = 1000;
/** Control, format (text direction), private and unassigned characters. */
const UNPRINTABLE = /\p{C}/u;
/** OpenID Connect Core §5.1: E.164, with an extension as in RFC 3966. */
const PHONE = /^\+[1-9]\d{4,14}(;ext=\d{1,10})?$/;
/** OpenID Connect Core §5.1: YYYY-MM-DD, 0000-MM-DD where the year is not told, or the year alone. */
const BIRTHDATE = /^(\d{4})(-(\d{2})-(\d{2}))?$/;

type Check<T> = (value: T) => string | undefined;
type Claim = keyof ProfileClaims;
type Checks = { readonly [K in Claim]: Check<NonNullable<Required<ProfileClaims>[K]>> };

const text: Check<string> = (value) => {
  if (value.trim() === '') return 'is empty';
  if (value.length > MAX_CHARS) return `has more than ${MAX_CHARS} characters`;
  return UNPRINTABLE.test(value) ? 'holds characters that cannot be seen' : undefined;
};

const url: Check<string> = (value) => {
  if (value.length > MAX_URL_CHARS || !URL.canParse(value)) return 'is not a URL';
  return ['https:', 'http:'].includes(new URL(value).protocol) ? undefined : 'begins with neither https:// nor http://';
};

const birthdate: Check<string> = (value) => {
  const [, year, monthAndDay, month = '', day = ''] = BIRTHDATE.exec(value) ?? [];
  const problem = 'is neither YYYY-MM-DD, 0000-MM-DD nor YYYY';
  if (year === undefined) return problem;
  if (monthAndDay === undefined) return undefined;
  // A leap year stands for the year that is not told
  const date = new Date(`${year === '0000' ? '2000' : year}-${month}-${day}T00:00:00Z`);
  return date.getUTCDate() === Number(day) && date.getUTCMonth() + 1 === Number(month) ? undefined : problem;
};

const known = (use: () => unknown, problem: string): string | undefined => {
  try {
    use();
    return undefined;
  } catch {
    return problem;
  }
};

const ADDRESS_MEMBERS: readonly (keyof AddressClaim)[] = [
  'formatted',
  'street_address',
  'locality',
  'region',
  'postal_code',
  'country',
];

const address: Check<AddressClaim> = (value) => {
  for (const [member, line] of Object.entries(value)) {
    if (!ADDRESS_MEMBERS.some((one) => one === member)) return `holds ${member.slice(0, 40)}, which no address has`;
    // Lines of an address are separated by line feeds (OpenID Connect Core §5.1.1)
    const problem = typeof line !== 'string' || UNPRINTABLE.test(line.replaceAll(/\r?\n/g, ' '));
    if (problem || line.length > MAX_ADDRESS_CHARS) return `holds a ${member} that is no text of 1000 characters`;
  }
  return undefined;
};

/** How each claim is to look (OpenID Connect Core §5.1); its type is that of the port. */
const checks: Checks = {
  name: text,
  given_name: text,
  family_name: text,
  middle_name: text,
  nickname: text,
  profile: url,
  picture: url,
  website: url,
  gender: text,
  birthdate,
  zoneinfo: (value) =>
    known(() => new Intl.DateTimeFormat('en', { timeZone: value }), 'is not a time zone such as Europe/Berlin'),
  locale: (value) => known(() => Intl.getCanonicalLocales(value), 'is not a language tag such as de-CH'),
  phone_number: (value) => (PHONE.test(value) ? undefined : 'is not a number such as +41441234567 (E.164)'),
  phone_number_verified: () => undefined,
  address,
};

const problemOf = <K extends Claim>(
  name: K,
  value: NonNullable<Required<ProfileClaims>[K]> | undefined,
): string | undefined => {
  const check: Checks[K] = checks[name];
  return value === undefined ? undefined : check(value);
};

const names = Object.keys(checks).filter((name): name is Claim => Object.hasOwn(checks, name));

/** What is wrong with the claims of a person, each by its name. */
export const profileProblems = (profile: ProfileClaims): Readonly<Record<string, string | undefined>> => ({
  ...Object.fromEntries(names.map((name) => [name, problemOf(name, profile[name])])),
  ...(profile.phone_number_verified !== undefined && profile.phone_number === undefined
    ? { phone_number_verified: 'says something of a phone number that is not there' }
    : {}),
});
