import { makeLink } from '../../mail/make-link.ts';
import { postMail } from '../../mail/post-mail.ts';
import type { Actor } from '../../ports/audit.ts';
import { seconds } from '../../ports/clock.ts';
import type { Change } from '../../ports/unit.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';
import { findAccount } from './find-account.ts';

const INVITATION_SECONDS = 7 * 24 * 60 * 60;

/** A link with which a person chooses a password. */
export interface PasswordLinkWish {
  readonly id: string;
  /** Sent to the person's address; else it is answered, and whoever asked hands it over. */
  readonly byMail: boolean;
  /** It is their first one: the link works for a week, and the mail says that an account was made. */
  readonly invites: boolean;
  /** Of the mail: a tag that the pages speak. */
  readonly language?: string | undefined;
}

export interface PasswordLink {
  /** Shown this once; undefined where it went by mail. */
  readonly url?: string | undefined;
  readonly sentTo?: string | undefined;
  readonly expiresAt: number;
}

/** Makes a link to a new password, and kills older ones. The password itself stays as it is until the link is used. */
export const createPasswordLink = async (
  ports: ManagementPorts,
  { id, byMail, invites, language }: PasswordLinkWish,
  actor: Actor,
): Promise<PasswordLink | ManagementError> => {
  const account = await findAccount(ports, id);
  if (isManagementError(account)) return account;
  if (account.state !== 'active') return new ManagementError('account.not_active', { subject: account.username });
  const { email } = account;
  if (byMail && email === undefined) return new ManagementError('account.no_email', { subject: account.username });
  if (byMail && !ports.sendsMail) return new ManagementError('mail.off');
  const validSeconds = invites ? INVITATION_SECONDS : undefined;
  const link = makeLink({ purpose: 'reset_password', account, email: email ?? '', validSeconds }, ports);
  const about = invites ? ('invitation' as const) : ('reset_password' as const);
  const mail: readonly Change[] =
    byMail && email !== undefined
      ? [
          postMail(
            {
              to: email,
              language: language ?? account.profile.locale ?? 'en',
              mail: { about, link: link.url, validSeconds: link.validSeconds },
            },
            ports,
          ),
        ]
      : [];
  const detail = { purpose: 'reset_password', byMail, invites };
  const done = await ports.stores.commit({
    guard: { kind: 'account.active', id: account.id },
    changes: [
      ...link.changes,
      ...mail,
      audited(ports.clock, { actor, action: 'one_time_link.sent', target: account.id, detail }),
    ],
  });
  if (!done) return new ManagementError('account.not_active', { subject: account.username });
  const expiresAt = seconds(ports.clock) + link.validSeconds;
  return byMail ? { sentTo: email, expiresAt } : { url: link.url, expiresAt };
};
