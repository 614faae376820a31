import type { IdentityLink, UpstreamGuard } from '@cardea/core';
import { change, insert, remove, replace } from './effects.ts';
import { keysAreFree } from './people-guards.ts';
import { linkKey, removeWhere, type State } from './state.ts';
import type { GuardTable } from './tables.ts';

interface AboutLink {
  readonly link: Pick<IdentityLink, 'providerId' | 'accountId'>;
  readonly accountVersion?: number | undefined;
  readonly inSession?: string | undefined;
}

const isEnabled = ({ identityProviders }: State, id: string): boolean => identityProviders.get(id)?.enabled === true;

const isAllowed = (state: State, { link, accountVersion, inSession }: AboutLink): boolean => {
  const account = state.accounts.get(link.accountId);
  if (account?.state !== 'active' || !isEnabled(state, link.providerId)) return false;
  if (accountVersion !== undefined && account.version !== accountVersion) return false;
  if (inSession === undefined) return true;
  const session = state.browserSessions.get(inSession);
  return session !== undefined && session.endedAt === undefined;
};

const linksOf = ({ identityLinks }: State, accountId: string): readonly IdentityLink[] =>
  [...identityLinks.values()].filter((link) => link.accountId === accountId);

const mayGo = (state: State, accountId: string, providerId: string): boolean =>
  state.accounts.get(accountId)?.password !== undefined ||
  [...state.passkeys.values()].some((passkey) => passkey.accountId === accountId) ||
  linksOf(state, accountId).some((link) => link.providerId !== providerId && isEnabled(state, link.providerId));

export const upstreamGuards: GuardTable<UpstreamGuard['kind']> = {
  'identity_provider.insert': ({ identityProviders }, { provider }) => insert(identityProviders, provider.id, provider),
  'identity_provider.replace': ({ identityProviders }, { provider }) =>
    replace(identityProviders, provider.id, provider),
  'identity_provider.delete': ({ identityProviders, identityLinks, upstreamAttempts }, { id }) =>
    identityProviders.has(id)
      ? () => {
          identityProviders.delete(id);
          removeWhere(identityLinks, ({ providerId }) => providerId === id);
          removeWhere(upstreamAttempts, ({ providerId }) => providerId === id);
        }
      : undefined,
  'upstream_attempt.finish': ({ upstreamAttempts }, { id, browserHash, at }) => {
    const attempt = upstreamAttempts.get(id);
    const fits = attempt !== undefined && attempt.browserHash === browserHash && attempt.expiresAt > at;
    return fits ? remove(upstreamAttempts, id) : undefined;
  },
  'identity_link.use': (state, guard) =>
    change(state.identityLinks, linkKey(guard.link.providerId, guard.link.subject), {
      fits: ({ accountId }) => accountId === guard.link.accountId && isAllowed(state, guard),
      to: (old) => ({ ...old, label: guard.link.label, usedAt: guard.link.usedAt }),
    }),
  'identity_link.insert': (state, guard) => {
    const { link } = guard;
    const isFree = !linksOf(state, link.accountId).some(({ providerId }) => providerId === link.providerId);
    return isFree && isAllowed(state, guard)
      ? insert(state.identityLinks, linkKey(link.providerId, link.subject), link)
      : undefined;
  },
  'account.insert_linked': (state, { account, providerId, subject }) => {
    const isFree = keysAreFree(state, account) && !state.identityLinks.has(linkKey(providerId, subject));
    return isFree && isEnabled(state, providerId) ? insert(state.accounts, account.id, account) : undefined;
  },
  'identity_link.delete': (state, { providerId, accountId, evenIfLast }) => {
    const link = linksOf(state, accountId).find((one) => one.providerId === providerId);
    return link && (evenIfLast || mayGo(state, accountId, providerId))
      ? remove(state.identityLinks, linkKey(providerId, link.subject))
      : undefined;
  },
};
