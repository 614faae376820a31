import type { Account, Authorization, PeopleGuard } from '@cardea/core';
import { change, type Effect, insert, NOTHING, remove } from './effects.ts';
import { stands } from './liveness.ts';
import { consentKey, removeWhere, type State } from './state.ts';
import type { GuardTable } from './tables.ts';

/** Design D1. */
const MAX_CODE_FAILURES = 5;

const keysOf = ({ usernameKey, emailKey }: Account): readonly string[] =>
  emailKey === undefined ? [usernameKey] : [usernameKey, emailKey];

export const keysAreFree = ({ accounts }: State, account: Account): boolean =>
  [...accounts.values()].every(
    (other) => other.id === account.id || !keysOf(other).some((key) => keysOf(account).includes(key)),
  );

export const isActiveOwner = (account: Account | undefined): boolean =>
  account?.role === 'owner' && account.state === 'active';

/** Whether the account may stop to be an active owner: it is none, or another one is left. */
const leavesAnOwner = ({ accounts }: State, id: string): boolean =>
  !isActiveOwner(accounts.get(id)) || [...accounts.values()].some((other) => other.id !== id && isActiveOwner(other));

export type OnBehalf = Pick<
  Extract<PeopleGuard, { readonly accountId: string; readonly client: object }>,
  'at' | 'accountId' | 'client'
>;

export const isUnchanged = ({ clients }: State, { id, version }: OnBehalf['client']): boolean => {
  const client = clients.get(id);
  return client?.enabled === true && client.version === version;
};

/** Design D12. */
const mayBeServed = (state: State, { client, accountId }: OnBehalf): boolean =>
  isUnchanged(state, client) && state.accounts.get(accountId)?.state === 'active';

export const fitsAuthorization = (state: State, guard: OnBehalf, authorization: Authorization): boolean =>
  authorization.clientId === guard.client.id &&
  authorization.accountId === guard.accountId &&
  stands(authorization, guard.at) &&
  mayBeServed(state, guard);

export const isPresent = (
  { accounts, browserSessions }: State,
  { accountId, sid }: { readonly accountId: string; readonly sid: string },
): boolean =>
  accounts.get(accountId)?.state === 'active' &&
  [...browserSessions.values()].some(
    (session) => session.accountId === accountId && session.sid === sid && session.endedAt === undefined,
  );

const removePerson = (state: State, id: string): void => {
  state.accounts.delete(id);
  removeWhere(state.browserSessions, ({ accountId }) => accountId === id);
  removeWhere(state.consents, ({ accountId }) => accountId === id);
  removeWhere(state.oneTimeLinks, ({ accountId }) => accountId === id);
  removeWhere(state.identityLinks, ({ accountId }) => accountId === id);
  removeWhere(state.authorizationCodes, ({ accountId }) => accountId === id);
  removeWhere(state.authorizations, ({ accountId }) => accountId === id);
  state.totpFactors.delete(id);
  removeWhere(state.passkeys, ({ accountId }) => accountId === id);
  removeWhere(state.appPasswords, ({ accountId }) => accountId === id);
  removeWhere(state.recoveryCodes, (accountId) => accountId === id);
};

const presented = (
  state: State,
  guard: Extract<PeopleGuard, { readonly presentedHash: string }>,
  to: (authorization: Authorization) => Authorization,
): Effect =>
  change(state.authorizations, guard.authorizationId, {
    fits: (authorization) => {
      const { refresh } = authorization;
      if (refresh === undefined || refresh.expiresAt <= guard.at) return false;
      const usable =
        refresh.currentHash === guard.presentedHash ||
        (guard.kind === 'refresh.use' &&
          refresh.previousHash === guard.presentedHash &&
          refresh.rotatedAt > guard.replacedAfter);
      return usable && fitsAuthorization(state, guard, authorization);
    },
    to,
  });

export const peopleGuards: GuardTable<PeopleGuard['kind']> = {
  'account.insert': (state, { account }) =>
    keysAreFree(state, account) ? insert(state.accounts, account.id, account) : undefined,
  'account.replace': (state, { account }) =>
    change(state.accounts, account.id, {
      fits: (old) =>
        old.version === account.version - 1 &&
        keysAreFree(state, account) &&
        (isActiveOwner(account) || leavesAnOwner(state, account.id)),
      to: () => account,
    }),
  'account.delete': (state, { id }) =>
    state.accounts.has(id) && leavesAnOwner(state, id) ? () => removePerson(state, id) : undefined,
  'account.expire': (state, { id, at }) => {
    const account = state.accounts.get(id);
    const isDue = account?.state === 'deleting' && account.deleteAt !== undefined && account.deleteAt <= at;
    return isDue ? () => removePerson(state, id) : undefined;
  },
  'account.active': ({ accounts }, { id }) => (accounts.get(id)?.state === 'active' ? NOTHING : undefined),
  'browser_session.start': ({ accounts, browserSessions }, { session, accountVersion, replacesId }) => {
    const account = accounts.get(session.accountId);
    const replaced = replacesId === undefined ? undefined : browserSessions.get(replacesId);
    if (account?.state !== 'active' || account.version !== accountVersion) return undefined;
    if (replacesId !== undefined && (replaced === undefined || replaced.endedAt !== undefined)) return undefined;
    const inserted = insert(browserSessions, session.id, session);
    return (
      inserted &&
      (() => {
        inserted();
        if (replaced) browserSessions.set(replaced.id, { ...replaced, endedAt: session.createdAt });
      })
    );
  },
  'browser_session.end': ({ browserSessions }, { id, at }) =>
    change(browserSessions, id, {
      fits: (session) => session.endedAt === undefined,
      to: (session) => ({ ...session, endedAt: at }),
    }),
  'authorization_session.replace': ({ authorizationSessions }, { session, at }) =>
    change(authorizationSessions, session.id, { fits: (old) => old.expiresAt > at, to: () => session }),
  'authorization_session.finish': (state, { id, at, about, client }) => {
    const isOpen = (state.authorizationSessions.get(id)?.expiresAt ?? at) > at;
    return isOpen &&
      (about === undefined || isPresent(state, about)) &&
      (client === undefined || isUnchanged(state, client))
      ? remove(state.authorizationSessions, id)
      : undefined;
  },
  'authorization_code.redeem': (state, guard) =>
    change(state.authorizationCodes, guard.id, {
      fits: (code) => {
        const authorization = state.authorizations.get(guard.authorizationId);
        if (authorization === undefined || code.authorizationId !== authorization.id) return false;
        if (code.redeemedAt !== undefined || code.expiresAt <= guard.at) return false;
        return code.failures < MAX_CODE_FAILURES && fitsAuthorization(state, guard, authorization);
      },
      to: (code) => ({ ...code, redeemedAt: guard.at }),
    }),
  'refresh.rotate': (state, guard) =>
    presented(state, guard, (authorization) => ({
      ...authorization,
      refresh: {
        currentHash: guard.nextHash,
        previousHash: authorization.refresh?.currentHash,
        rotatedAt: guard.at,
        generation: (authorization.refresh?.generation ?? 0) + 1,
        usedAt: guard.at,
        expiresAt: guard.expiresAt,
      },
    })),
  'refresh.use': (state, guard) =>
    presented(state, guard, ({ refresh, ...authorization }) => ({
      ...authorization,
      refresh: refresh && { ...refresh, usedAt: guard.at, expiresAt: guard.expiresAt },
    })),
  'authorization.revoke': ({ authorizations }, { id, at }) =>
    change(authorizations, id, {
      fits: (authorization) => authorization.revokedAt === undefined,
      to: (authorization) => ({ ...authorization, revokedAt: at }),
    }),
  'consent.delete': ({ consents }, { accountId, clientId }) => remove(consents, consentKey(accountId, clientId)),
};
