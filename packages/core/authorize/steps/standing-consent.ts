import type { Client } from '../../ports/client.ts';
import type { Consent } from '../../ports/consent.ts';

/** The scopes a person agreed to that still count: not where the client has become another one since (S084). */
export const standingScopes = (consent: Consent | undefined, client: Client): readonly string[] | undefined =>
  consent !== undefined && consent.grantedAt > (client.identityChangedAt ?? 0) ? consent.scopes : undefined;
