import type { EndpointUrls } from '../../engine-options.ts';
import type { Actor } from '../../ports/audit.ts';
import { type EpochSeconds, seconds } from '../../ports/clock.ts';
import type { OneTimeLink } from '../../ports/one-time-link.ts';
import type { Change } from '../../ports/unit.ts';
import { audited } from '../audit.ts';
import { ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';

const LINK_SECONDS = 60 * 60;
/** Nobody has an address yet. */
const NOBODY = { email: '', emailKey: '', stamp: '' } as const;

/** No link is left once there is an owner. */
export const killSetUpLinks: Change = {
  kind: 'one_time_links.remove',
  purpose: 'set_up',
  of: { emailKey: NOBODY.emailKey },
};

export interface SetUpLink {
  /** Shown this once. */
  readonly url: string;
  readonly expiresAt: EpochSeconds;
}

type LinkPorts = Pick<ManagementPorts, 'clock' | 'mint' | 'stores'> & {
  readonly endpoints: Pick<EndpointUrls, 'setUp'>;
};

/**
 * A link with which somebody becomes the first owner of the server: it works once, for an hour, and while there is no owner.
 * Older ones go on working: of several processes that start, each shows its own.
 */
export const makeSetUpLink = async (
  { stores, clock, mint, endpoints }: LinkPorts,
  actor: Actor,
): Promise<SetUpLink | ManagementError> => {
  if ((await stores.accounts.findOwner()) !== undefined) return new ManagementError('set_up.owned');
  const { text, id, verifierHash } = mint.mint('one_time_link', clock.nowMs());
  const createdAt = seconds(clock);
  const expiresAt = createdAt + LINK_SECONDS;
  const link: OneTimeLink = { ...NOBODY, id, verifierHash, purpose: 'set_up', createdAt, expiresAt };
  await stores.commit({
    changes: [
      { kind: 'one_time_link.insert', link },
      audited(clock, { actor, action: 'one_time_link.sent', target: 'nobody', detail: { purpose: 'set_up' } }),
    ],
  });
  return { url: `${endpoints.setUp}?${new URLSearchParams({ link: text })}`, expiresAt };
};
