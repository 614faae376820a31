import type { Actor } from '../../ports/audit.ts';
import type { Authorization } from '../../ports/authorization.ts';
import { type EpochSeconds, seconds } from '../../ports/clock.ts';
import type { Consent } from '../../ports/consent.ts';
import type { Change } from '../../ports/unit.ts';
import type { ManagementPorts } from '../ports.ts';

/** An application that a person has allowed something, or is signed in at. */
export interface AllowedApplication {
  readonly clientId: string;
  /** Its id where it is gone meanwhile. */
  readonly name: string;
  readonly websiteUri: string | undefined;
  /** Everything it may have, by agreement or by a sign-in. */
  readonly scopes: readonly string[];
  readonly since: number;
  /** When it last asked for a token or was signed in to; undefined where that is over. */
  readonly lastUsedAt: number | undefined;
}

type Ports = Pick<ManagementPorts, 'stores' | 'clock'>;

const lastUse = ({ createdAt, refresh }: Authorization): number => Math.max(createdAt, refresh?.usedAt ?? 0);

const describe = async (
  clientId: string,
  {
    consent,
    authorizations,
  }: { readonly consent: Consent | undefined; readonly authorizations: readonly Authorization[] },
  { stores }: Ports,
): Promise<AllowedApplication> => {
  const client = await stores.clients.find(clientId);
  const times = [...authorizations.map(({ createdAt }) => createdAt), ...(consent ? [consent.grantedAt] : [])];
  return {
    clientId,
    name: client?.name ?? clientId,
    websiteUri: client?.clientUri,
    scopes: [...new Set([...(consent?.scopes ?? []), ...authorizations.flatMap(({ scopes }) => scopes)])],
    since: Math.min(...times),
    lastUsedAt: authorizations.length === 0 ? undefined : Math.max(...authorizations.map(lastUse)),
  };
};

/** The applications of a person, the one used last before the others. */
export const applicationsOf = async (accountId: string, ports: Ports): Promise<readonly AllowedApplication[]> => {
  const { stores, clock } = ports;
  const consents = new Map((await stores.consents.list(accountId)).map((consent) => [consent.clientId, consent]));
  const live = await stores.authorizations.listLive(accountId, seconds(clock));
  const byClient = Map.groupBy(live, ({ clientId }) => clientId);
  const clientIds = [...new Set([...byClient.keys(), ...consents.keys()])];
  const found = await Promise.all(
    clientIds.map((id) => describe(id, { consent: consents.get(id), authorizations: byClient.get(id) ?? [] }, ports)),
  );
  return found.toSorted((a, b) => (b.lastUsedAt ?? b.since) - (a.lastUsedAt ?? a.since));
};

/** What a person has allowed one application. */
export const applicationOf = async (accountId: string, clientId: string, ports: Ports): Promise<AllowedApplication> => {
  const { stores, clock } = ports;
  const consent = await stores.consents.find(accountId, clientId);
  const live = await stores.authorizations.listLive(accountId, seconds(clock));
  return describe(clientId, { consent, authorizations: live.filter((one) => one.clientId === clientId) }, ports);
};

/** Whether a person has allowed an application anything that still stands. */
export const isAllowed = async (accountId: string, clientId: string, { stores, clock }: Ports): Promise<boolean> => {
  if ((await stores.consents.find(accountId, clientId)) !== undefined) return true;
  const authorizations = await stores.authorizations.listLive(accountId, seconds(clock));
  return authorizations.some((authorization) => authorization.clientId === clientId);
};

/**
 * Takes back everything that one application was allowed: its tokens are dead at once, it must ask again, and it is told that it
 * takes no part any more in the sessions of the person (OpenID Connect Back-Channel Logout §2.5).
 */
export const endOfApplication = ({
  accountId,
  clientId,
  actor,
  at,
}: {
  readonly accountId: string;
  readonly clientId: string;
  readonly actor: Actor;
  readonly at: EpochSeconds;
}): readonly Change[] => {
  const entry = { at, actor, target: accountId, detail: { client: clientId } } as const;
  return [
    { kind: 'consent.remove', accountId, clientId },
    { kind: 'authorizations.revoke', accountId, clientId, at },
    { kind: 'session_clients.end', accountId, clientId, at },
    { kind: 'audit.append', entry: { ...entry, action: 'consent.withdrawn' } },
    { kind: 'audit.append', entry: { ...entry, action: 'authorizations.revoked' } },
  ];
};
