import type { Guard } from '@cardea/core';
import { appPasswordGuards } from './app-passwords.ts';
import { auditGuards } from './audit.ts';
import { brandingGuards } from './brandings.ts';
import { deviceGuards } from './device-guards.ts';
import { change, type Effect, insert, NOTHING, remove, replace } from './effects.ts';
import { emailCodeGuards } from './email-codes.ts';
import { exchangeGuards } from './exchange-guards.ts';
import { factorGuards } from './factor-guards.ts';
import { idempotencyGuards } from './idempotent-calls.ts';
import { revokedAt } from './liveness.ts';
import { oneTimeLinkGuards } from './one-time-links.ts';
import { outboxGuards } from './outbox.ts';
import { passwordGuards } from './password-guards.ts';
import { peopleGuards } from './people-guards.ts';
import { registrationGuards, removeClient } from './registration.ts';
import { requestGuards } from './request-units.ts';
import { sessionClientGuards } from './session-clients.ts';
import { setUpGuards } from './set-up.ts';
import { storedSettingGuards } from './settings.ts';
import type { State } from './state.ts';
import type { GuardOf, GuardTable } from './tables.ts';
import { trustedIssuerGuards } from './trusted-issuers.ts';
import { upstreamGuards } from './upstream-guards.ts';

type Kind = Guard['kind'];

/** Whether a row has the value in its list. */
const isListed = <T>(rows: Map<string, T>, list: (row: T) => readonly string[], value: string): boolean =>
  [...rows.values()].some((row) => list(row).includes(value));

const guards: GuardTable<Kind> = {
  ...peopleGuards,
  ...requestGuards,
  ...upstreamGuards,
  ...factorGuards,
  ...outboxGuards,
  ...storedSettingGuards,
  ...oneTimeLinkGuards,
  ...setUpGuards,
  ...emailCodeGuards,
  ...sessionClientGuards,
  ...deviceGuards,
  ...exchangeGuards,
  ...passwordGuards,
  ...trustedIssuerGuards,
  ...registrationGuards,
  ...appPasswordGuards,
  ...idempotencyGuards,
  ...brandingGuards,
  ...auditGuards,
  'client.unchanged': ({ clients }, { id, version }) => {
    const client = clients.get(id);
    return client?.enabled && client.version === version ? NOTHING : undefined;
  },
  'client.insert': ({ clients }, { client }) => insert(clients, client.id, client),
  'client.replace': ({ clients }, { client }) => replace(clients, client.id, client),
  'client.delete': (state, { id }) =>
    state.clients.has(id) && !isListed(state.resources, ({ introspectors }) => introspectors, id)
      ? () => removeClient(state, id)
      : undefined,
  'resource.insert': ({ resources }, { resource }) => insert(resources, resource.uri, resource),
  'resource.replace': ({ resources }, { resource }) => replace(resources, resource.uri, resource),
  'resource.delete': (state, { uri }) =>
    isListed(state.clients, ({ resources }) => resources, uri) ? undefined : remove(state.resources, uri),
  'scope.insert': ({ scopes }, { scope }) => insert(scopes, scope.name, scope),
  'scope.replace': ({ scopes }, { scope }) => change(scopes, scope.name, { fits: () => true, to: () => scope }),
  'scope.delete': ({ scopes, clients, resources }, { name }) =>
    isListed(clients, (client) => client.scopes, name) || isListed(resources, (resource) => resource.scopes, name)
      ? undefined
      : remove(scopes, name),
  'access_token.revoke': (state, { id, at }) =>
    change(state.accessTokens, id, {
      fits: (token) => revokedAt(state, token) === undefined,
      to: (token) => ({ ...token, revokedAt: at }),
    }),
  'assertion.claim': ({ assertions }, { issuer, jti, expiresAt }) =>
    insert(assertions, JSON.stringify([issuer, jti]), expiresAt),
  'signing_key.insert': ({ signingKeys }, { key, after }) => {
    const youngest = [...signingKeys.values()].findLast((other) => other.algorithm === key.algorithm);
    return youngest?.id === after ? insert(signingKeys, key.id, key) : undefined;
  },
  'signing_key.revoke': ({ signingKeys }, { id, at }) =>
    change(signingKeys, id, {
      fits: (key) => key.revokedAt === undefined,
      to: (key) => ({ ...key, revokedAt: at }),
    }),
  'rate_limit.take': ({ arrivalsMs }, { key, burst, intervalMs, nowMs }) => {
    const arrivalMs = Math.max(arrivalsMs.get(key) ?? nowMs, nowMs) + intervalMs;
    return arrivalMs - nowMs <= burst * intervalMs ? () => arrivalsMs.set(key, arrivalMs) : undefined;
  },
};

const effectOf = <K extends Kind>(guard: GuardOf<K>): ((state: State, guard: GuardOf<K>) => Effect) =>
  guards[guard.kind];

/** The effect of a guard that holds; undefined where it does not. */
export const guardEffect = (state: State, guard: Guard): Effect => effectOf(guard)(state, guard);
