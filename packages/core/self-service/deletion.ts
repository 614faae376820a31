import { type Refusal, refuse } from '@cardea/protocol';
import { loginKey } from '../accounts/login-key.ts';
import type { EngineOptions } from '../engine-options.ts';
import { postMail } from '../mail/post-mail.ts';
import type { Account } from '../ports/account.ts';
import { seconds } from '../ports/clock.ts';
import { endSessions } from '../sessions/end-sessions.ts';
import type { FreshVisitor } from './visitor.ts';

/** Accounts removed at a time: few enough that nobody waits for it (design §4). */
const BATCH = 100;

/** The account ends: its person is signed in nowhere any more. */
export interface DeletionScheduled {
  readonly kind: 'scheduled';
  /** When it is removed; until then a sign-in can keep it. */
  readonly deleteAt: number;
  /** All session handles of the browser, in order: those of other people. */
  readonly sessionHandles: readonly string[];
}

/** What the person typed to end it, and the language of the mail that says so. */
export interface Ending {
  readonly username: string;
  readonly language: string;
}

/** The name that was typed is not that of the account. */
export interface NameDiffers {
  readonly kind: 'name_differs';
}

/**
 * Ends the account of the person: sessions and tokens are dead at once (design D12), and everything that is kept about them is
 * removed after the time of grace. They are told by mail: whoever did not do it has that long to undo it.
 */
export const scheduleDeletion = async (
  { person, people, actor }: FreshVisitor,
  { username, language }: Ending,
  options: EngineOptions,
): Promise<DeletionScheduled | NameDiffers | Refusal> => {
  const { stores, clock, people: lifetimes } = options;
  const { account } = person;
  if (loginKey(username) !== account.usernameKey) return { kind: 'name_differs' };
  const at = seconds(clock);
  const deleteAt = at + lifetimes.deletionGraceSeconds;
  const next: Account = { ...account, state: 'deleting', deleteAt, version: account.version + 1, updatedAt: at };
  const entry = { at, actor, target: account.id } as const;
  const { email } = account;
  const mail = { about: 'deletion_scheduled', deleteAt } as const;
  const held = await stores.commit({
    guard: { kind: 'account.replace', account: next },
    changes: [
      ...endSessions({ accountId: account.id, at }),
      { kind: 'authorizations.revoke', accountId: account.id, at },
      { kind: 'app_passwords.remove', accountId: account.id },
      { kind: 'audit.append', entry: { ...entry, action: 'account.deletion_scheduled', detail: { deleteAt } } },
      { kind: 'audit.append', entry: { ...entry, action: 'sessions.ended' } },
      { kind: 'audit.append', entry: { ...entry, action: 'authorizations.revoked' } },
      ...(email === undefined ? [] : [postMail({ to: email, language, mail }, options)]),
    ],
  });
  if (held) {
    const others = people.filter((other) => other !== person);
    return { kind: 'scheduled', deleteAt, sessionHandles: others.map(({ handle }) => handle) };
  }
  const now = await stores.accounts.find(account.id);
  // Unchanged, and yet not ended: nobody would own the server
  return refuse(now?.version === account.version ? 'self_service.last_owner' : 'self_service.changed_meanwhile');
};

/** Removes accounts whose time of grace is over, each with everything of it and an audit entry; returns how many. */
export const removeDueAccounts = async ({
  stores,
  clock,
}: Pick<EngineOptions, 'stores' | 'clock'>): Promise<number> => {
  const at = seconds(clock);
  const due = await stores.accounts.listDue({ at, limit: BATCH });
  const removed = await Promise.all(
    due.map(({ id, username }) =>
      stores.commit({
        guard: { kind: 'account.expire', id, at },
        changes: [
          ...endSessions({ accountId: id, at }),
          { kind: 'authorizations.revoke', accountId: id, at },
          {
            kind: 'audit.append',
            entry: {
              at,
              actor: { kind: 'system', id: 'account-deletion' },
              action: 'account.deleted',
              target: id,
              detail: { username },
            },
          },
        ],
      }),
    ),
  );
  return removed.filter(Boolean).length;
};
