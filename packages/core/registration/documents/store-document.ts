import { audited } from '../../management/audit.ts';
import { changedFields } from '../../management/fields/apply-changes.ts';
import type { Client } from '../../ports/client.ts';
import { type EpochSeconds, seconds } from '../../ports/clock.ts';
import type { Caller } from '../../ports/request.ts';
import type { RegistrationDependencies } from '../dependencies.ts';
import type { Draft } from '../draft.ts';
import { isAnother } from '../identity.ts';

export interface FetchedClient {
  readonly id: string;
  readonly draft: Draft;
  readonly old: Client | undefined;
  readonly freshUntil: EpochSeconds;
  readonly caller: Caller;
}

const actorOf = ({ id, caller: { address, requestId } }: FetchedClient) =>
  ({ kind: 'client', id, address, requestId }) as const;

const insert = async (
  fetched: FetchedClient,
  { stores, clock }: RegistrationDependencies,
): Promise<Client | undefined> => {
  const { id, draft, freshUntil } = fetched;
  const now = seconds(clock);
  const client: Client = {
    ...draft,
    id,
    version: clock.nowMs(),
    secrets: [],
    createdAt: now,
    updatedAt: now,
    provenance: 'document',
    documentFreshUntil: freshUntil,
  };
  const { name, authMethod, grantTypes, scopes, redirectUris } = client;
  const detail = { name, authMethod, grantTypes, scopes, redirectUris };
  const held = await stores.commit({
    guard: { kind: 'client.insert', client },
    changes: [audited(clock, { actor: actorOf(fetched), action: 'client.created', target: id, detail })],
  });
  // Another process was first, or a former client of this id is still being cleaned up after
  return held ? client : stores.clients.findFresh(id);
};

const replace = async (
  fetched: FetchedClient,
  old: Client,
  { stores, clock }: RegistrationDependencies,
): Promise<Client | undefined> => {
  const { id, draft, freshUntil } = fetched;
  const now = seconds(clock);
  const client: Client = {
    ...old,
    ...draft,
    identityChangedAt: isAnother(old, draft) ? now : old.identityChangedAt,
    documentFreshUntil: freshUntil,
    version: old.version + 1,
    updatedAt: now,
  };
  const detail = { changed: changedFields(old, { ...old, ...draft }) };
  const held = await stores.commit({
    guard: { kind: 'client.replace', client },
    changes: [audited(clock, { actor: actorOf(fetched), action: 'client.updated', target: id, detail })],
  });
  return held ? client : stores.clients.findFresh(id);
};

/**
 * The client as its document has it now, in the database: grants, consents and other processes find it there. A document
 * that says the same as before only counts as fresh again.
 */
export const storeDocument = async (
  fetched: FetchedClient,
  dependencies: RegistrationDependencies,
): Promise<Client | undefined> => {
  const { id, draft, old, freshUntil } = fetched;
  if (old === undefined) return insert(fetched, dependencies);
  if (changedFields(old, { ...old, ...draft }).length > 0) return replace(fetched, old, dependencies);
  await dependencies.stores.commit({ changes: [{ kind: 'client.document_fresh', id, until: freshUntil }] });
  return { ...old, documentFreshUntil: freshUntil };
};
