import { isRefusal, Refusal, refuse } from '@cardea/protocol';
import { takeOne } from '../../limits/request-limit.ts';
import type { Client } from '../../ports/client.ts';
import type { ClientLookup } from '../../ports/client-lookup.ts';
import { seconds } from '../../ports/clock.ts';
import type { Caller } from '../../ports/request.ts';
import type { RegistrationDependencies } from '../dependencies.ts';
import { clientIdUrlProblem, isClientIdUrl } from './client-id-url.ts';
import { type DocumentPolicy, isAllowedHost } from './document-policy.ts';
import { readClientDocument } from './read-document.ts';
import { storeDocument } from './store-document.ts';

export interface LookupDependencies extends RegistrationDependencies {
  readonly documentPolicy: DocumentPolicy;
}

/** Client ID Metadata Document §6.6 recommends 5 kilobytes. */
const MAX_DOCUMENT_BYTES = 5 * 1024;
/** How long a client whose document cannot be had may go on with what it has; nobody begins anything new with it. */
const STALE_SECONDS = 86_400;

/** Why a document was not followed: the text is for a person who cannot do anything about it, the rest for the operator. */
const refused = (why: string, id: string, detail: object = {}): Refusal =>
  refuse('client.document', { ...detail, client: id.slice(0, 200), why });

/** The refusal where too much is fetched already, for this network or from this host. */
const limited = async (id: string, caller: Caller, dependencies: LookupDependencies): Promise<Refusal | undefined> => {
  const { networkLimit, hostLimit } = dependencies.documentPolicy;
  const waitSeconds =
    (await takeOne(caller.network, networkLimit, dependencies)) ||
    (await takeOne(new URL(id).host, hostLimit, dependencies));
  return waitSeconds > 0
    ? new Refusal('client.documents_too_many', { retryAfterSeconds: waitSeconds, detail: { client: id.slice(0, 200) } })
    : undefined;
};

/** The client as its document describes it now. An error, or a document that is none, is not kept (§5.3). */
const fetchClient = async (
  id: string,
  { old, caller }: { readonly old: Client | undefined; readonly caller: Caller },
  dependencies: LookupDependencies,
): Promise<Client | Refusal> => {
  const { documents, documentPolicy, clock } = dependencies;
  const tooMany = await limited(id, caller, dependencies);
  if (tooMany) return tooMany;
  const document = await documents.fetch(id, { maxBytes: MAX_DOCUMENT_BYTES });
  if ('failure' in document) return refused('cannot be fetched', id, { failure: document.failure });
  const draft = await readClientDocument(document.json, { id, old }, dependencies);
  if (isRefusal(draft)) return refused('is not valid', id, { problem: draft.description });
  const { minSeconds, maxSeconds } = documentPolicy;
  const lifetime = Math.min(Math.max(document.maxAgeSeconds ?? 0, minSeconds), maxSeconds);
  const freshUntil = seconds(clock) + lifetime;
  return (
    (await storeDocument({ id, draft, old, freshUntil, caller }, dependencies)) ?? refused('cannot be stored yet', id)
  );
};

/** What is wrong with an id before anybody is asked. */
const problemOf = (id: string, policy: DocumentPolicy): string | undefined => {
  const problem = clientIdUrlProblem(id, policy);
  if (problem !== undefined) return problem;
  return isAllowedHost(new URL(id).hostname, policy) ? undefined : 'lies on a host whose clients are not taken here';
};

/** Looks clients up; a document is fetched once for however many ask for it at once. */
export const createClientLookup = (dependencies: LookupDependencies): ClientLookup => {
  const { stores, clock, documentPolicy } = dependencies;
  const fetching = new Map<string, Promise<Client | Refusal>>();

  const fetchOnce = (id: string, old: Client | undefined, caller: Caller): Promise<Client | Refusal> => {
    const underWay = fetching.get(id);
    if (underWay) return underWay;
    const started = fetchClient(id, { old, caller }, dependencies).finally(() => fetching.delete(id));
    fetching.set(id, started);
    return started;
  };

  return {
    async find(id, caller, occasion) {
      if (!isClientIdUrl(id)) return stores.clients.find(id);
      if (!documentPolicy.isOn) return undefined;
      const problem = problemOf(id, documentPolicy);
      if (problem !== undefined) return refused(problem, id);
      const old = await stores.clients.find(id);
      const freshUntil = old?.documentFreshUntil ?? 0;
      const now = seconds(clock);
      if (old !== undefined && (!old.enabled || now < freshUntil)) return old;
      const found = await fetchOnce(id, old, caller);
      const mayGoOn = occasion === 'authentication' && old !== undefined && now < freshUntil + STALE_SECONDS;
      // An invalid document is what its owner says now: only one that cannot be had is bridged
      return isRefusal(found) && mayGoOn && found.detail?.why !== 'is not valid' ? old : found;
    },
  };
};
