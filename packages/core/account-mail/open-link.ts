import { parseHandle, type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { linkStamp } from '../mail/link-stamp.ts';
import type { Account } from '../ports/account.ts';
import { seconds } from '../ports/clock.ts';
import type { MailLinkPurpose, OneTimeLink } from '../ports/one-time-link.ts';

/** A link of a mail. */
type MailLink = OneTimeLink & { readonly purpose: MailLinkPurpose };

/** A link that works, and the account it is about, where there is one. Looking spends nothing. */
export interface OpenLink {
  readonly link: MailLink;
  readonly account: Account | undefined;
}

/** Purposes of somebody who has an account. */
type OfAccount = Exclude<MailLinkPurpose, 'register'>;

/** A link of an account. */
export interface OpenAccountLink {
  readonly link: OneTimeLink & { readonly purpose: OfAccount };
  readonly account: Account;
}

export const isOfAccount = (opened: OpenLink): opened is OpenAccountLink =>
  opened.account !== undefined && opened.link.purpose !== 'register';

const isMailLink = (link: OneTimeLink): link is MailLink => link.purpose !== 'set_up';

/** The link that a text stands for. All that do not work look the same from outside. */
export const openLink = async (
  text: string,
  { stores, clock, mint, digests }: Pick<EngineOptions, 'stores' | 'clock' | 'mint' | 'digests'>,
): Promise<OpenLink | Refusal> => {
  const parts = parseHandle('one_time_link', text);
  if (parts === undefined) return refuse('link.unknown', { why: 'not a link of ours' });
  const link = await stores.oneTimeLinks.find(parts.selector);
  if (link === undefined || !mint.verify(parts.verifier, link.verifierHash))
    return refuse('link.unknown', { why: 'used, replaced by a newer one, or never made', link: parts.selector });
  if (!isMailLink(link)) return refuse('link.unknown', { why: 'it is for the set-up', link: link.id });
  if (link.expiresAt <= seconds(clock)) return refuse('link.unknown', { why: 'expired', link: link.id });
  if (link.accountId === undefined) return { link, account: undefined };
  const account = await stores.accounts.find(link.accountId);
  // Design D12
  if (account?.state !== 'active') return refuse('link.unknown', { why: 'the account is not active', link: link.id });
  return linkStamp(account, digests) === link.stamp
    ? { link, account }
    : refuse('link.unknown', { why: 'the address or the password has changed since', link: link.id });
};
