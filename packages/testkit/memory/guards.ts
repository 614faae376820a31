import type { Guard } from '@cardea/core';
import type { State } from './state.ts';

type Kind = Guard['kind'];
type GuardOf<K extends Kind> = { readonly [P in K]: Extract<Guard, { readonly kind: P }> & { readonly kind: P } }[K];

/** What the guard writes, where it holds. */
type Effect = (() => void) | undefined;
type GuardTable = { readonly [K in Kind]: (state: State, guard: GuardOf<K>) => Effect };

const NOTHING = (): void => undefined;

const insert = <T>(map: Map<string, T>, key: string, row: T): Effect =>
  map.has(key) ? undefined : () => map.set(key, row);

const replace = <T>(map: Map<string, T>, key: string, row: T, fits: (old: T) => boolean): Effect => {
  const old = map.get(key);
  return old !== undefined && fits(old) ? () => map.set(key, row) : undefined;
};

const remove = <T>(map: Map<string, T>, key: string): Effect => (map.has(key) ? () => map.delete(key) : undefined);

const revoke = <T extends { readonly revokedAt?: number | undefined }>(
  map: Map<string, T>,
  key: string,
  at: number,
): Effect => {
  const old = map.get(key);
  return old !== undefined && old.revokedAt === undefined ? () => map.set(key, { ...old, revokedAt: at }) : undefined;
};

const guards: GuardTable = {
  'client.unchanged': ({ clients }, { id, version }) => {
    const client = clients.get(id);
    return client?.enabled && client.version === version ? NOTHING : undefined;
  },
  'client.insert': ({ clients }, { client }) => insert(clients, client.id, client),
  'client.replace': ({ clients }, { client }) =>
    replace(clients, client.id, client, (old) => old.version === client.version - 1),
  'client.delete': ({ clients }, { id }) => remove(clients, id),
  'resource.insert': ({ resources }, { resource }) => insert(resources, resource.uri, resource),
  'resource.replace': ({ resources }, { resource }) =>
    replace(resources, resource.uri, resource, (old) => old.version === resource.version - 1),
  'resource.delete': ({ resources }, { uri }) => remove(resources, uri),
  'scope.insert': ({ scopes }, { scope }) => insert(scopes, scope.name, scope),
  'scope.replace': ({ scopes }, { scope }) => replace(scopes, scope.name, scope, () => true),
  'scope.delete': ({ scopes }, { name }) => remove(scopes, name),
  'access_token.revoke': ({ accessTokens }, { id, at }) => revoke(accessTokens, id, at),
  'assertion.claim': ({ assertions }, { issuer, jti, expiresAt }) =>
    insert(assertions, JSON.stringify([issuer, jti]), expiresAt),
  'signing_key.insert': ({ signingKeys }, { key, after }) => {
    const youngest = [...signingKeys.values()].findLast((other) => other.algorithm === key.algorithm);
    return youngest?.id === after ? insert(signingKeys, key.id, key) : undefined;
  },
  'signing_key.revoke': ({ signingKeys }, { id, at }) => revoke(signingKeys, id, at),
  'rate_limit.take': ({ arrivalsMs }, { key, burst, intervalMs, nowMs }) => {
    const arrivalMs = Math.max(arrivalsMs.get(key) ?? nowMs, nowMs) + intervalMs;
    return arrivalMs - nowMs <= burst * intervalMs ? () => arrivalsMs.set(key, arrivalMs) : undefined;
  },
};

const effectOf = <K extends Kind>(guard: GuardOf<K>): ((state: State, guard: GuardOf<K>) => Effect) =>
  guards[guard.kind];

/** The effect of a guard that holds; undefined where it does not. */
export const guardEffect = (state: State, guard: Guard): Effect => effectOf(guard)(state, guard);
