import { isRefusal, Refusal, refuse } from '@cardea/protocol';
import { type PasswordFault, passwordFault, passwordText } from '../accounts/password-policy.ts';
import { provePassword } from '../accounts/prove-password.ts';
import type { EngineOptions } from '../engine-options.ts';
import { postMail } from '../mail/post-mail.ts';
import type { Account } from '../ports/account.ts';
import type { SecretHash } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { Change } from '../ports/unit.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import { renewedSession } from '../sessions/renewed-session.ts';
import { requireFresh, type Visitor } from './visitor.ts';

/** How often a change is made anew where something else of the account changed meanwhile. */
const MAX_ATTEMPTS = 3;

export interface OwnPassword {
  /** What it is now; looked at where there is one. */
  readonly current: string;
  readonly next: string;
  /** The language of the mail that says that it was changed. */
  readonly language: string;
}

/** Everything that was got with the old password is over; this browser goes on with a new session. */
export interface PasswordChanged {
  readonly kind: 'changed';
  /** All session handles of the browser, in order. */
  readonly sessionHandles: readonly string[];
}

/** The new password is not taken. */
export interface PasswordNotTaken {
  readonly kind: 'not_taken';
  readonly fault: PasswordFault;
}

const aboutPerson = ({ username, email, profile }: Account): readonly (string | undefined)[] => {
  const { name, given_name, family_name, nickname } = profile;
  return [username, email, name, given_name, family_name, nickname, 'cardea'];
};

/** The account as the proof found it. Somebody without a password proves by a fresh sign-in that the account is theirs. */
const proven = async (visitor: Visitor, current: string, options: EngineOptions): Promise<Account | Refusal> => {
  const { account } = visitor.person;
  if (account.password === undefined) {
    const fresh = requireFresh(visitor, options);
    return isRefusal(fresh) ? fresh : account;
  }
  const credentials = { username: account.username, password: current, caller: visitor.browser.caller };
  const found = await provePassword(credentials, options);
  if (isRefusal(found)) return found;
  return found.id === account.id ? found : refuse('self_service.changed_meanwhile');
};

const consequences = (
  { visitor, account, language }: { readonly visitor: Visitor; readonly account: Account; readonly language: string },
  options: EngineOptions,
) => {
  const { person, actor } = visitor;
  const at = seconds(options.clock);
  const renewed = renewedSession(person.session, options);
  const entry = { at, actor, target: account.id } as const;
  const { email } = account;
  const changes: readonly Change[] = [
    ...endSessions({ accountId: account.id, at }),
    { kind: 'authorizations.revoke', accountId: account.id, at },
    { kind: 'app_passwords.remove', accountId: account.id },
    { kind: 'browser_session.insert', session: renewed.session },
    { kind: 'audit.append', entry: { ...entry, action: 'account.password_changed' } },
    { kind: 'audit.append', entry: { ...entry, action: 'sessions.ended' } },
    { kind: 'audit.append', entry: { ...entry, action: 'authorizations.revoked' } },
    {
      kind: 'audit.append',
      entry: {
        ...entry,
        action: 'session.started',
        target: renewed.session.id,
        detail: { replaces: person.session.id },
      },
    },
    ...(email === undefined ? [] : [postMail({ to: email, language, mail: { about: 'password_changed' } }, options)]),
  ];
  return { handle: renewed.handle, changes };
};

/** Puts the hash in the place of the proven one; another change of the account does not stand in its way. */
const replacePassword = async (
  visitor: Visitor,
  { from, hash, language }: { readonly from: Account; readonly hash: SecretHash; readonly language: string },
  options: EngineOptions,
): Promise<string | Refusal> => {
  const { stores, clock } = options;
  let account = from;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const at = seconds(clock);
    const next = { ...account, password: hash, passwordChangedAt: at, version: account.version + 1, updatedAt: at };
    const { handle, changes } = consequences({ visitor, account: next, language }, options);
    if (await stores.commit({ guard: { kind: 'account.replace', account: next }, changes })) return handle;
    const now = await stores.accounts.find(account.id);
    if (now?.state !== 'active') return refuse('self_service.not_signed_in');
    if (!isSamePassword(now, from)) return refuse('self_service.changed_meanwhile');
    account = now;
  }
  return new Refusal('self_service.changed_meanwhile', { detail: { attempts: MAX_ATTEMPTS } });
};

const isSamePassword = (one: Account, other: Account): boolean =>
  JSON.stringify(one.password) === JSON.stringify(other.password);

/**
 * Gives the person a new password. Whoever is signed in elsewhere is signed out, what applications were allowed ends, and the
 * session of this browser gets another handle. Refused as a sign-in would be where the current one is wrong.
 */
export const changePassword = async (
  visitor: Visitor,
  { current, next, language }: OwnPassword,
  options: EngineOptions,
): Promise<PasswordChanged | PasswordNotTaken | Refusal> => {
  const account = await proven(visitor, current, options);
  if (isRefusal(account)) return account;
  const fault = await passwordFault(next, aboutPerson(account), options.passwords);
  if (fault !== undefined) return { kind: 'not_taken', fault };
  const hash = await options.hasher.hash(passwordText(next));
  const handle = await replacePassword(visitor, { from: account, hash, language }, options);
  if (isRefusal(handle)) return handle;
  const sessionHandles = visitor.people.map((person) => (person === visitor.person ? handle : person.handle));
  return { kind: 'changed', sessionHandles };
};
