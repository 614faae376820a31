import type { AuditEntry } from '../ports/audit.ts';
import type { EpochSeconds } from '../ports/clock.ts';
import type { IdentityLink } from '../ports/identity-link.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import type { Caller } from '../ports/request.ts';
import type { Change } from '../ports/unit.ts';
import type { UpstreamIdentity } from '../upstream/identity/upstream-identity.ts';

/** Somebody who comes from a provider. */
export interface Arrival {
  readonly provider: IdentityProvider;
  readonly identity: UpstreamIdentity;
  readonly caller: Caller;
}

export const labelOf = ({ email, username }: UpstreamIdentity): string | undefined => email ?? username;

export const linkOf = ({ provider, identity }: Arrival, accountId: string, at: EpochSeconds): IdentityLink => ({
  providerId: provider.id,
  subject: identity.subject,
  accountId,
  label: labelOf(identity),
  createdAt: at,
  usedAt: at,
});

/** The audit entry of a person who did it themselves. */
export const noted = (
  accountId: string,
  { caller: { address, requestId } }: Pick<Arrival, 'caller'>,
  entry: Pick<AuditEntry, 'at' | 'action' | 'detail'>,
): Change => ({
  kind: 'audit.append',
  entry: { ...entry, actor: { kind: 'user', id: accountId, address, requestId }, target: accountId },
});
