import { emailProblem } from '../../accounts/login-key.ts';
import { profileProblems } from '../../accounts/profile-claims.ts';
import type { ProfileClaims } from '../../ports/account.ts';
import type { EpochSeconds } from '../../ports/clock.ts';
import type { IdentityProvider } from '../../ports/identity-provider.ts';

/** A person as a provider describes them: what cannot be used here is left out. */
export interface UpstreamIdentity {
  readonly subject: string;
  readonly username: string | undefined;
  readonly email: string | undefined;
  /** Whether the provider says so and is trusted to. */
  readonly emailVerified: boolean;
  readonly profile: ProfileClaims;
  readonly hostedDomain: string | undefined;
  /** Whether the provider says that two factors were given, and is trusted to. */
  readonly isTwoFactor: boolean;
  /** When the person proved there who they are, where the provider tells. */
  readonly authTime: EpochSeconds | undefined;
}

type Claims = Readonly<Record<string, unknown>>;

const MAX_USERNAME_CHARS = 320;
/** Claims that are taken over; telephone numbers and addresses are the person's own to give. */
const PROFILE = [
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
] as const satisfies readonly (keyof ProfileClaims)[];

/** Authentication contexts that are two factors or more, of those that have a name everybody knows. */
const TWO_FACTORS: readonly unknown[] = ['urn:cardea:acr:two-factor', 'https://refeds.org/profile/mfa'];

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const profileOf = (claims: Claims): ProfileClaims => {
  const given: ProfileClaims = Object.fromEntries(
    PROFILE.flatMap((name) => {
      const value = text(claims[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const problems = profileProblems(given);
  return Object.fromEntries(Object.entries(given).filter(([name]) => problems[name] === undefined));
};

/**
 * Signed claims, and what userinfo adds to them. What is signed wins; an address and whether it is verified are of one piece;
 * and how somebody signed in, and whose account it is, only the ID token says.
 */
export const togetherWith = (userinfo: Claims, signed: Claims): Claims => {
  const { email, email_verified } = signed.email === undefined ? userinfo : signed;
  const added = Object.fromEntries([...PROFILE, 'preferred_username'].map((name) => [name, userinfo[name]]));
  return { ...added, ...signed, email, email_verified };
};

const saysTwoFactors = ({ acr, amr }: Claims): boolean =>
  (Array.isArray(amr) && amr.includes('mfa')) || TWO_FACTORS.includes(acr);

/** The identity in claims (OpenID Connect Core §5.1), as far as the provider is trusted. */
export const identityOf = (
  {
    subject,
    authTime,
    claims,
  }: { readonly subject: string; readonly authTime: number | undefined; readonly claims: Claims },
  provider: Pick<IdentityProvider, 'trustsEmail' | 'trustsFactors'>,
): UpstreamIdentity => {
  const email = text(claims.email);
  const username = text(claims.preferred_username) ?? text(claims.nickname);
  const usable = email !== undefined && emailProblem(email) === undefined;
  const { email_verified: verified } = claims;
  return {
    subject,
    username: username !== undefined && username.length <= MAX_USERNAME_CHARS ? username : undefined,
    email: usable ? email : undefined,
    // Some send words for booleans
    emailVerified: usable && provider.trustsEmail && (verified === true || verified === 'true'),
    profile: profileOf(claims),
    hostedDomain: text(claims.hd),
    isTwoFactor: provider.trustsFactors && saysTwoFactors(claims),
    authTime,
  };
};
