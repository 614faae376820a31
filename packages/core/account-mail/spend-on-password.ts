import { type Refusal, refuse } from '@cardea/protocol';
import { type PasswordFault, passwordFault, passwordText } from '../accounts/password-policy.ts';
import type { EngineOptions } from '../engine-options.ts';
import { postMail } from '../mail/post-mail.ts';
import { generateAccountId } from '../management/accounts/account-id.ts';
import { endEverything } from '../management/accounts/replace-account.ts';
import type { Account } from '../ports/account.ts';
import { seconds } from '../ports/clock.ts';
import type { OpenAccountLink, OpenLink } from './open-link.ts';
import { audited, nextVersion, type Reader, replaceByLink, type Spent } from './spend-link.ts';

/** The password is not taken; the link still works. */
export interface PasswordRefused {
  readonly kind: 'password_refused';
  readonly fault: PasswordFault;
}

const aboutPerson = ({ username, email, profile }: Account): readonly (string | undefined)[] => {
  const { name, given_name, family_name, nickname } = profile;
  return [username, email, name, given_name, family_name, nickname, 'cardea'];
};

/** A new password: whoever had the old one is signed out everywhere. Second factors stay as they are. */
export const spendReset = async (
  opened: OpenAccountLink,
  { password, ...reader }: Reader & { readonly password: string },
  options: EngineOptions,
): Promise<Spent | PasswordRefused | Refusal> => {
  const { account, link } = opened;
  const fault = await passwordFault(password, aboutPerson(account), options.passwords);
  if (fault !== undefined) return { kind: 'password_refused', fault };
  const hash = await options.hasher.hash(passwordText(password));
  const at = seconds(options.clock);
  const isProven = link.emailKey === account.emailKey;
  const proof = isProven ? { emailVerified: true } : {};
  const next = nextVersion(account, { password: hash, passwordChangedAt: at, ...proof }, options);
  const mail = { to: link.email, language: reader.language, mail: { about: 'password_changed' } } as const;
  const changes = [
    ...endEverything(account.id, at),
    audited(next, 'account.password_changed', reader, {}),
    postMail(mail, options),
  ];
  return replaceByLink(opened, { next, changes }, options);
};

/** An account for the address that the link was sent to: whoever reads its mail chooses the password, and nobody before. */
export const spendRegistration = async (
  { link }: OpenLink,
  { password, ...reader }: Reader & { readonly password: string },
  options: EngineOptions,
): Promise<Spent | PasswordRefused | Refusal> => {
  const { email, emailKey } = link;
  const at = seconds(options.clock);
  const plain: Account = {
    id: generateAccountId(options.randomBytes),
    version: 1,
    state: 'active',
    username: email,
    usernameKey: emailKey,
    email,
    emailKey,
    emailVerified: true,
    profile: {},
    createdAt: at,
    updatedAt: at,
  };
  const fault = await passwordFault(password, aboutPerson(plain), options.passwords);
  if (fault !== undefined) return { kind: 'password_refused', fault };
  const hash = await options.hasher.hash(passwordText(password));
  const account = { ...plain, password: hash, passwordChangedAt: at };
  const held = await options.stores.commit({
    guard: { kind: 'one_time_link.insert_account', linkId: link.id, at, account },
    changes: [audited(account, 'account.created', reader, { registered: true })],
  });
  return held ? { kind: 'spent', account } : refuse('link.unknown', { why: 'lost a race, or the address is taken' });
};
