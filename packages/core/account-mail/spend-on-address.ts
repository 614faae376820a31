import type { Refusal } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { postMail } from '../mail/post-mail.ts';
import { shortenedAddress } from '../mail/shortened-address.ts';
import type { OpenAccountLink } from './open-link.ts';
import { audited, nextVersion, type Reader, replaceByLink, type Spent } from './spend-link.ts';

/** The address that the link was sent to is the person's. */
export const spendVerification = (
  opened: OpenAccountLink,
  reader: Reader,
  options: EngineOptions,
): Promise<Spent | Refusal> => {
  const next = nextVersion(opened.account, { emailVerified: true }, options);
  return replaceByLink(
    opened,
    { next, changes: [audited(next, 'account.updated', reader, { changed: ['emailVerified'] })] },
    options,
  );
};

/** The account has the address that the link was sent to, from now on; the old one is told. */
export const spendNewEmail = (
  opened: OpenAccountLink,
  reader: Reader,
  options: EngineOptions,
): Promise<Spent | Refusal> => {
  const { link, account } = opened;
  const { email, emailKey } = link;
  // Whoever signs in with their address does so with the new one
  const isNamedByAddress = account.usernameKey === account.emailKey;
  const name = isNamedByAddress ? { username: email, usernameKey: emailKey } : {};
  const next = nextVersion(account, { email, emailKey, emailVerified: true, ...name }, options);
  const notice =
    account.email === undefined
      ? []
      : [
          postMail(
            {
              to: account.email,
              language: reader.language,
              mail: { about: 'email_changed', newEmail: shortenedAddress(email) },
            },
            options,
          ),
        ];
  const changes = [audited(next, 'account.updated', reader, { changed: ['email', 'emailVerified'] }), ...notice];
  return replaceByLink(opened, { next, changes }, options);
};
