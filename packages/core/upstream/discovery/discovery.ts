import { type Clock, type EpochSeconds, seconds } from '../../ports/clock.ts';
import type { RemoteApi } from '../../ports/remote-api.ts';
import { type ProviderMetadata, parseProviderMetadata } from './provider-metadata.ts';

const FRESH_SECONDS = 10 * 60;
/** How long after that a document is used while it cannot be fetched (RFC 5861 §4). */
const STALE_SECONDS = 60 * 60;
/** A failed fetch is not repeated earlier. */
const FAILURE_SECONDS = 15;
const MAX_DOCUMENTS = 1000;

/** A document that cannot be had; `failure` is a word for the log. */
export interface NotDiscovered {
  readonly failure: string;
}

/** What is known of one issuer. */
interface Known {
  readonly outcome: ProviderMetadata | NotDiscovered;
  /** When the document was fetched; of none, when it was asked for. */
  readonly at: EpochSeconds;
  /** When it was asked for last, with or without success. */
  readonly askedAt: EpochSeconds;
}

/** The discovery documents of identity providers, by issuer. */
export interface Discovery {
  find(issuer: string): Promise<ProviderMetadata | NotDiscovered>;
  /** The same without the memory: how it is now. */
  look(issuer: string): Promise<ProviderMetadata | NotDiscovered>;
}

export const isDiscovered = (outcome: ProviderMetadata | NotDiscovered): outcome is ProviderMetadata =>
  !('failure' in outcome);

/** OpenID Connect Discovery §4.1 */
const documentUrl = (issuer: string): string => `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;

/** Documents are fetched when needed and kept in memory, one fetch at a time for each issuer. */
export const createDiscovery = ({ api, clock }: { readonly api: RemoteApi; readonly clock: Clock }): Discovery => {
  const documents = new Map<string, Known>();
  const fetching = new Map<string, Promise<Known>>();

  const look = async (issuer: string): Promise<ProviderMetadata | NotDiscovered> => {
    const answer = await api(documentUrl(issuer));
    if ('failure' in answer) return answer;
    if (answer.status !== 200) return { failure: `status_${answer.status}` };
    const parsed = parseProviderMetadata(answer.json, issuer);
    return typeof parsed === 'string' ? { failure: parsed } : parsed;
  };

  const load = async (issuer: string): Promise<Known> => {
    const outcome = await look(issuer);
    const askedAt = seconds(clock);
    const before = documents.get(issuer);
    const usable = before && isDiscovered(before.outcome) && askedAt - before.at < FRESH_SECONDS + STALE_SECONDS;
    const known = !isDiscovered(outcome) && usable ? { ...before, askedAt } : { outcome, at: askedAt, askedAt };
    documents.delete(issuer);
    documents.set(issuer, known);
    const [oldest] = documents.keys();
    if (documents.size > MAX_DOCUMENTS && oldest !== undefined) documents.delete(oldest);
    return known;
  };

  const isDue = (known: Known | undefined): boolean => {
    if (!known) return true;
    const now = seconds(clock);
    const [age, sinceAsked] = [now - known.at, now - known.askedAt];
    // A clock that went back says nothing about the age of a document
    if (sinceAsked < 0) return true;
    return isDiscovered(known.outcome) && age < FRESH_SECONDS ? false : sinceAsked >= FAILURE_SECONDS;
  };

  return {
    look,
    async find(issuer) {
      const known = documents.get(issuer);
      if (known && !isDue(known)) return known.outcome;
      const underWay = fetching.get(issuer) ?? load(issuer).finally(() => fetching.delete(issuer));
      fetching.set(issuer, underWay);
      return (await underWay).outcome;
    },
  };
};
