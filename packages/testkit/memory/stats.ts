import { countedUpTo, type Stat, type StatChange, type StatStore } from '@cardea/core';
import { isLive, isLiveSession } from './liveness.ts';
import type { State } from './state.ts';
import type { ChangeTable } from './tables.ts';

const statKey = ({ span, startsAt, measure, label }: Stat): string => JSON.stringify([span, startsAt, measure, label]);

const merge = ({ stats }: State, stat: Stat, value: (old: number) => number): void => {
  const old = stats.get(statKey(stat));
  stats.set(statKey(stat), old === undefined ? stat : { ...old, value: value(old.value) });
};

export const statChanges: ChangeTable<StatChange['kind']> = {
  'stat.add': (state, { stat }) => merge(state, stat, (old) => old + stat.value),
  'stat.raise': (state, { stat }) => merge(state, stat, (old) => Math.max(old, stat.value)),
};

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export const statStore = (state: State): StatStore => {
  const countLiveSessions = (at: number): number =>
    Math.min(
      countedUpTo.sessions,
      [...state.browserSessions.values()].filter((session) => isLiveSession(session, at)).length,
    );
  return {
    list: async ({ span, from, until }) =>
      [...state.stats.values()]
        .filter((stat) => stat.span === span && stat.startsAt >= from && stat.startsAt < until)
        .sort((a, b) => a.startsAt - b.startsAt || byText(a.measure, b.measure) || byText(a.label, b.label)),
    countLiveSessions: async (at) => countLiveSessions(at),
    figures: async (at) => ({
      clients: state.clients.size,
      accounts: state.accounts.size,
      resources: state.resources.size,
      liveTokens: Math.min(
        countedUpTo.tokens,
        [...state.accessTokens.values()].filter((token) => isLive(state, token, at)).length,
      ),
      liveSessions: countLiveSessions(at),
    }),
    listEndingSecrets: async ({ from, until, limit }) =>
      [...state.clients.values()]
        .filter(({ enabled }) => enabled)
        .flatMap(({ id, name, secrets }) =>
          secrets.flatMap(({ id: secretId, expiresAt = Number.POSITIVE_INFINITY }) =>
            expiresAt > from && expiresAt <= until ? [{ clientId: id, clientName: name, secretId, expiresAt }] : [],
          ),
        )
        .sort((a, b) => a.expiresAt - b.expiresAt)
        .slice(0, limit),
  };
};
