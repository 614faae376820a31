import type { Change } from '@cardea/core';
import { appPasswordChanges } from './app-passwords.ts';
import { deviceChanges } from './device-changes.ts';
import { emailCodeChanges } from './email-codes.ts';
import { factorChanges } from './factor-changes.ts';
import { idempotencyChanges } from './idempotent-calls.ts';
import { keptRefusalChanges } from './kept-refusals.ts';
import { isLive } from './liveness.ts';
import { oneTimeLinkChanges } from './one-time-links.ts';
import { outboxChanges } from './outbox.ts';
import { peopleChanges } from './people-changes.ts';
import { registrationChanges } from './registration.ts';
import { requestChanges } from './request-units.ts';
import { sessionClientChanges } from './session-clients.ts';
import { compareIds, type State } from './state.ts';
import { statChanges } from './stats.ts';
import type { ChangeOf, ChangeTable } from './tables.ts';
import { tokenLimitChanges } from './token-limits.ts';
import { upstreamChanges } from './upstream-changes.ts';

type Kind = Change['kind'];

const revokeAll = (state: State, ids: Iterable<string>, at: number): void => {
  for (const id of ids) {
    const token = state.accessTokens.get(id);
    if (token) state.accessTokens.set(id, { ...token, revokedAt: at });
  }
};

const liveIds = (state: State, at: number, clientId: string | undefined): string[] =>
  [...state.accessTokens.values()]
    .filter((token) => isLive(state, token, at) && (clientId === undefined || token.clientId === clientId))
    .map((token) => token.id)
    .sort(compareIds);

const changes: ChangeTable<Kind> = {
  ...peopleChanges,
  ...requestChanges,
  ...tokenLimitChanges,
  ...upstreamChanges,
  ...factorChanges,
  ...outboxChanges,
  ...keptRefusalChanges,
  ...statChanges,
  ...oneTimeLinkChanges,
  ...emailCodeChanges,
  ...sessionClientChanges,
  ...deviceChanges,
  ...registrationChanges,
  ...appPasswordChanges,
  ...idempotencyChanges,
  'access_token.insert': (state, { token }) => state.accessTokens.set(token.id, token),
  'access_tokens.evict': (state, { clientId, keep, at }) => {
    const ids = liveIds(state, at, clientId);
    revokeAll(state, ids.slice(0, Math.max(0, ids.length - keep)), at);
  },
  'access_tokens.revoke': (state, { clientId, at }) => revokeAll(state, liveIds(state, at, clientId), at),
  'scope.ensure': ({ scopes }, { scope }) => {
    if (!scopes.has(scope.name)) scopes.set(scope.name, scope);
  },
  'signing_key.remove_at': ({ signingKeys }, { id, removeAt }) => {
    const key = signingKeys.get(id);
    if (key && key.removeAt === undefined) signingKeys.set(id, { ...key, removeAt });
  },
  'rate_limit.give': ({ arrivalsMs }, { key, intervalMs }) => {
    const arrivalMs = arrivalsMs.get(key);
    if (arrivalMs !== undefined) arrivalsMs.set(key, arrivalMs - intervalMs);
  },
  'audit.append': ({ audit }, { entry }) => audit.push({ ...entry, sequence: (audit.at(-1)?.sequence ?? 0) + 1 }),
};

const applyOf = <K extends Kind>(change: ChangeOf<K>): ((state: State, change: ChangeOf<K>) => void) =>
  changes[change.kind];

export const applyChange = (state: State, change: Change): void => applyOf(change)(state, change);
