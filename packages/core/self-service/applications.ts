import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { Authorization } from '../ports/authorization.ts';
import { seconds } from '../ports/clock.ts';
import type { Consent } from '../ports/consent.ts';
import type { Visitor } from './visitor.ts';

/** An application that a person has allowed something, or is signed in at. */
export interface OwnApplication {
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

const lastUse = ({ createdAt, refresh }: Authorization): number => Math.max(createdAt, refresh?.usedAt ?? 0);

const describe = async (
  clientId: string,
  {
    consent,
    authorizations,
  }: { readonly consent: Consent | undefined; readonly authorizations: readonly Authorization[] },
  { stores }: EngineOptions,
): Promise<OwnApplication> => {
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

/** The applications of the person, the one used last before the others. */
export const listApplications = async (
  { person: { account } }: Visitor,
  options: EngineOptions,
): Promise<readonly OwnApplication[]> => {
  const { stores, clock } = options;
  const consents = new Map((await stores.consents.list(account.id)).map((consent) => [consent.clientId, consent]));
  const live = await stores.authorizations.listLive(account.id, seconds(clock));
  const byClient = Map.groupBy(live, ({ clientId }) => clientId);
  const clientIds = [...new Set([...byClient.keys(), ...consents.keys()])];
  const found = await Promise.all(
    clientIds.map((id) => describe(id, { consent: consents.get(id), authorizations: byClient.get(id) ?? [] }, options)),
  );
  return found.toSorted((a, b) => (b.lastUsedAt ?? b.since) - (a.lastUsedAt ?? a.since));
};

/** Takes back everything that one application was allowed: its tokens are dead at once, and it must ask again. */
export const revokeApplication = async (
  { person: { account }, actor }: Visitor,
  clientId: string,
  { stores, clock }: EngineOptions,
): Promise<Refusal | undefined> => {
  const at = seconds(clock);
  const consent = await stores.consents.find(account.id, clientId);
  const authorizations = await stores.authorizations.listLive(account.id, at);
  if (consent === undefined && !authorizations.some((authorization) => authorization.clientId === clientId))
    return refuse('self_service.application_unknown');
  const entry = { at, actor, target: account.id, detail: { client: clientId } } as const;
  const held = await stores.commit({
    guard: { kind: 'account.active', id: account.id },
    changes: [
      { kind: 'consent.remove', accountId: account.id, clientId },
      { kind: 'authorizations.revoke', accountId: account.id, clientId, at },
      { kind: 'audit.append', entry: { ...entry, action: 'consent.withdrawn' } },
      { kind: 'audit.append', entry: { ...entry, action: 'authorizations.revoked' } },
    ],
  });
  return held ? undefined : refuse('self_service.not_signed_in');
};
