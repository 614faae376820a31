import type { Branding, Client, Clock, Guard, Resource, Stores, Unit } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import type { Executor } from '../executor/executor.ts';
import { findBranding, listBrandings } from '../statements/brandings.ts';
import { findIdempotentCall } from '../statements/idempotent-calls.ts';
import {
  accessTokenList,
  findAccessToken,
  findArrival,
  findClient,
  findResource,
  listClients,
  listClientsAfter,
  listResources,
  listScopes,
  listSigningKeys,
  pingCall,
} from '../statements/queries.ts';
import { findInitialAccessToken, listInitialAccessTokens, listUnusedClients } from '../statements/registration.ts';
import { listStoredSettings } from '../statements/settings.ts';
import { countTokensOfAuthorization, countTokensOfPerson } from '../statements/token-limits.ts';
import { appPasswordStore } from './app-passwords.ts';
import { auditStore } from './audit.ts';
import { Copies } from './copies.ts';
import { emailCodeStore } from './email-codes.ts';
import { factorStore } from './factors.ts';
import { grantStores } from './grants.ts';
import { keptRefusalStore } from './kept-refusals.ts';
import { listingStore } from './listings.ts';
import { oneTimeLinkStore } from './one-time-links.ts';
import { outboxStore } from './outbox.ts';
import { peopleStores } from './people.ts';
import { removeExpired } from './remove-expired.ts';
import { requestStores } from './requests.ts';
import { statStore } from './stats.ts';
import { upstreamStores } from './upstream.ts';

interface Configuration {
  readonly clients: Copies<Client>;
  readonly resources: Copies<Resource>;
  readonly brandings: Copies<Branding>;
}

type CopiedGuard = Extract<
  Guard,
  {
    readonly kind: `client.${'insert' | 'replace' | 'delete' | 'expire'}` | `resource.${string}` | `branding.${string}`;
  }
>;

const copied: ReadonlySet<string> = new Set<CopiedGuard['kind']>([
  'client.insert',
  'client.replace',
  'client.delete',
  'client.expire',
  'resource.insert',
  'resource.replace',
  'resource.delete',
  'branding.insert',
  'branding.replace',
  'branding.delete',
]);

const isCopied = (guard: Guard): guard is CopiedGuard => copied.has(guard.kind);

/** Forgets the copies of what a guard writes. */
const forget = ({ clients, resources, brandings }: Configuration, guard: CopiedGuard): void => {
  if (guard.kind === 'client.insert' || guard.kind === 'client.replace') clients.forget(guard.client.id);
  else if (guard.kind === 'client.delete' || guard.kind === 'client.expire') {
    clients.forget(guard.id);
    brandings.forget(guard.id);
  } else if (guard.kind === 'branding.delete') brandings.forget(guard.owner);
  else if (guard.kind === 'branding.insert' || guard.kind === 'branding.replace')
    brandings.forget(guard.branding.owner);
  else if (guard.kind === 'resource.insert' || guard.kind === 'resource.replace') resources.forget(guard.resource.uri);
  else resources.forget(guard.uri);
};

/** What is to be forgotten of what a unit writes. */
const forgetting = (copies: Configuration, { guard, changes }: Unit): readonly (() => void)[] => [
  ...(guard !== undefined && isCopied(guard) ? [() => forget(copies, guard)] : []),
  ...changes.flatMap((change) =>
    change.kind === 'client.touch' || change.kind === 'client.document_fresh'
      ? [() => copies.clients.forget(change.id)]
      : [],
  ),
];

const configuration = (executor: Executor): Configuration => {
  const nowMs = (): number => performance.now();
  return {
    clients: new Copies((id) => executor.row(findClient, { id }), executor.maxCopyAgeMs, nowMs),
    resources: new Copies((uri) => executor.row(findResource, { uri }), executor.maxCopyAgeMs, nowMs),
    brandings: new Copies((owner) => executor.row(findBranding, { owner }), executor.maxCopyAgeMs, nowMs),
  };
};

/** The ports of core on a database. */
export const databaseStores = (executor: Executor, clock: Clock): Stores => {
  const copies = configuration(executor);
  return {
    commit: (unit) => {
      const done = executor.commit(unit);
      const forgets = forgetting(copies, unit);
      // Also where the answer did not come: the unit may have been written.
      return forgets.length === 0 ? done : done.finally(() => forgets.map((forgetOne) => forgetOne()));
    },
    clients: {
      find: (id) => copies.clients.find(id),
      findFresh: (id) => copies.clients.findFresh(id),
      list: ({ limit, after }) =>
        after === undefined ? executor.rows(listClients, { limit }) : executor.rows(listClientsAfter, { after, limit }),
      listUnused: (filter) => executor.rows(listUnusedClients, filter),
    },
    resources: {
      find: (uri) => copies.resources.find(uri),
      list: () => executor.rows(listResources, {}),
    },
    brandings: {
      find: (owner) => copies.brandings.find(owner),
      findFresh: (owner) => copies.brandings.findFresh(owner),
      list: () => executor.rows(listBrandings, {}),
    },
    scopes: { list: () => executor.rows(listScopes, {}) },
    accessTokens: {
      find: (id) => (isSelector(id) ? executor.row(findAccessToken, { id }) : Promise.resolve(undefined)),
      countOfPerson: async (count) =>
        (await executor.row(
          count.authorizationId === undefined ? countTokensOfPerson : countTokensOfAuthorization,
          count,
        )) ?? 0,
      list: async (filter) =>
        filter.after === undefined || isSelector(filter.after) ? executor.rows(accessTokenList(filter), filter) : [],
    },
    signingKeys: { list: () => executor.rows(listSigningKeys, {}) },
    ...peopleStores(executor),
    ...requestStores(executor),
    ...upstreamStores(executor),
    factors: factorStore(executor),
    outbox: outboxStore(executor),
    keptRefusals: keptRefusalStore(executor),
    stats: statStore(executor),
    settings: { list: () => executor.rows(listStoredSettings, {}) },
    oneTimeLinks: oneTimeLinkStore(executor),
    emailCodes: emailCodeStore(executor),
    ...grantStores(executor),
    initialAccessTokens: {
      find: (id) => (isSelector(id) ? executor.row(findInitialAccessToken, { id }) : Promise.resolve(undefined)),
      list: () => executor.rows(listInitialAccessTokens, {}),
    },
    appPasswords: appPasswordStore(executor),
    listings: listingStore(executor),
    idempotency: { find: (id) => executor.row(findIdempotentCall, { id }) },
    audit: auditStore(executor),
    rateLimits: { arrivalMs: (key) => executor.row(findArrival, { key }) },
    removeExpired: (options) => removeExpired(executor, options),
    ping: async () => {
      await executor.write(pingCall(clock.nowMs()));
    },
  };
};
