import { loginKey } from '../accounts/login-key.ts';
import type { EndpointUrls, EngineOptions } from '../engine-options.ts';
import type { Account } from '../ports/account.ts';
import { seconds } from '../ports/clock.ts';
import type { MailLinkPurpose, OneTimeLink } from '../ports/one-time-link.ts';
import type { Change } from '../ports/unit.ts';
import { linkStamp, NO_STAMP } from './link-stamp.ts';

const AN_HOUR_SECONDS = 60 * 60;
const A_DAY_SECONDS = 24 * AN_HOUR_SECONDS;

/** How long a link works. */
const linkSeconds = {
  verify_email: A_DAY_SECONDS,
  reset_password: AN_HOUR_SECONDS,
  confirm_email: A_DAY_SECONDS,
  register: A_DAY_SECONDS,
} as const satisfies Readonly<Record<MailLinkPurpose, number>>;

interface Wanted {
  readonly purpose: MailLinkPurpose;
  /** Undefined for somebody who has none yet. */
  readonly account: Account | undefined;
  /** Where the mail goes. */
  readonly email: string;
  readonly flowId?: string | undefined;
  /** Another lifetime than usual. */
  readonly validSeconds?: number | undefined;
}

/** A link as its reader gets it, and what is written for it: older ones for the same end die. */
export interface MadeLink {
  readonly url: string;
  readonly validSeconds: number;
  readonly changes: readonly Change[];
}

export interface LinkDependencies extends Pick<EngineOptions, 'clock' | 'mint' | 'digests'> {
  readonly endpoints: Pick<EndpointUrls, 'oneTimeLink'>;
}

export const makeLink = (
  { purpose, account, email, flowId, validSeconds = linkSeconds[purpose] }: Wanted,
  { clock, mint, digests, endpoints }: LinkDependencies,
): MadeLink => {
  const { text, id, verifierHash } = mint.mint('one_time_link', clock.nowMs());
  const createdAt = seconds(clock);
  const emailKey = loginKey(email);
  const link: OneTimeLink = {
    id,
    verifierHash,
    purpose,
    accountId: account?.id,
    email,
    emailKey,
    stamp: account === undefined ? NO_STAMP : linkStamp(account, digests),
    flowId,
    createdAt,
    expiresAt: createdAt + validSeconds,
  };
  const of = account === undefined ? { emailKey } : { accountId: account.id };
  return {
    url: `${endpoints.oneTimeLink}?${new URLSearchParams({ link: text })}`,
    validSeconds,
    changes: [
      { kind: 'one_time_links.remove', purpose, of },
      { kind: 'one_time_link.insert', link },
    ],
  };
};
