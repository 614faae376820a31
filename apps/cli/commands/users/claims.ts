import { UsageError } from '../../parse/usage-error.ts';
import type { ShownUser } from '../../show/user.ts';

type ProfileClaims = ShownUser['profile'];
type AddressClaim = NonNullable<ProfileClaims['address']>;

const TEXTS = [
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'profile',
  'picture',
  'website',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'phone_number',
] as const satisfies readonly (keyof ProfileClaims)[];
const ADDRESS = [
  'formatted',
  'street_address',
  'locality',
  'region',
  'postal_code',
  'country',
] as const satisfies readonly (keyof AddressClaim)[];
const VERIFIED = 'phone_number_verified';

/** The names that `--claim` knows (OpenID Connect Core §5.1). */
const claimNames: readonly string[] = [...TEXTS, VERIFIED, ...ADDRESS.map((member) => `address.${member}`)];

/** Claims as they are typed: a text without content takes one away. */
export interface TypedClaims {
  readonly changes: { readonly [K in (typeof TEXTS)[number]]?: string | null } & {
    readonly phone_number_verified?: boolean | null;
  };
  /** Members of the address to change. */
  readonly address: { readonly [K in (typeof ADDRESS)[number]]?: string | null };
}

const truth = (value: string): boolean => {
  if (value === 'true' || value === 'false') return value === 'true';
  throw new UsageError(`--claim ${VERIFIED}=${value} is neither true nor false`);
};

const withClaim = ({ changes, address }: TypedClaims, given: string): TypedClaims => {
  const [, name, content = ''] = /^([a-z_.]+)=(.*)$/s.exec(given) ?? [];
  const value = content === '' ? null : content;
  const text = TEXTS.find((one) => one === name);
  if (text !== undefined) return { changes: { ...changes, [text]: value }, address };
  if (name === VERIFIED) return { changes: { ...changes, [VERIFIED]: value === null ? null : truth(value) }, address };
  const member = ADDRESS.find((one) => `address.${one}` === name);
  if (member !== undefined) return { changes, address: { ...address, [member]: value } };
  throw new UsageError(
    `--claim ${given.slice(0, 60)} is not NAME=VALUE with a name that is known`,
    `Names are: ${claimNames.join(', ')}`,
  );
};

/** The claims of `--name` and `--claim NAME=VALUE`. */
export const typedClaims = (flags: {
  readonly name?: string | undefined;
  readonly claim?: readonly string[] | undefined;
}): TypedClaims =>
  (flags.claim ?? []).reduce(withClaim, {
    changes: flags.name === undefined ? {} : { name: flags.name === '' ? null : flags.name },
    address: {},
  });

const filled = (entries: object): [string, unknown][] =>
  Object.entries(entries).filter(([, value]) => value !== null && value !== undefined);

/** The claims of a new person. */
export const newProfile = ({ changes, address }: TypedClaims): ProfileClaims => ({
  ...Object.fromEntries(filled(changes)),
  ...(filled(address).length === 0 ? {} : { address: Object.fromEntries(filled(address)) }),
});

/** The claims that change of a person who has an address already; undefined where none does. */
export const changedProfile = ({ changes, address }: TypedClaims, old: AddressClaim | undefined) => {
  const isSame = Object.keys(address).length === 0;
  if (isSame && Object.keys(changes).length === 0) return undefined;
  if (isSame) return changes;
  const lines = filled({ ...old, ...address });
  return { ...changes, address: lines.length === 0 ? null : Object.fromEntries(lines) };
};
