import { type Refusal, refuse } from '@cardea/protocol';
import { loginKey } from '../accounts/login-key.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { Account } from '../ports/account.ts';
import { seconds } from '../ports/clock.ts';
import type { IdentityLink } from '../ports/identity-link.ts';
import { isAdmitted } from './admission.ts';
import { type Arrival, labelOf, linkOf, noted } from './arrival.ts';
import { matchAccount } from './match-account.ts';
import { newAccount, usernameCandidates } from './new-account.ts';
import { refreshProfile } from './refresh-profile.ts';

export type ArrivalDependencies = Pick<EngineOptions, 'stores' | 'clock' | 'randomBytes'>;

const known = async (
  arrival: Arrival,
  link: IdentityLink,
  dependencies: ArrivalDependencies,
): Promise<Account | Refusal> => {
  const { stores, clock } = dependencies;
  const { provider, identity } = arrival;
  const used = { ...link, label: labelOf(identity), usedAt: seconds(clock) };
  const held = await stores.commit({ guard: { kind: 'identity_link.use', link: used }, changes: [] });
  const account = await stores.accounts.find(link.accountId);
  if (!held || !account) {
    const code = account?.state === 'deleting' ? 'upstream.deleting' : 'upstream.inactive';
    return refuse(code, { provider: provider.id, account: link.accountId });
  }
  return provider.refreshProfile ? refreshProfile(account, arrival, dependencies) : account;
};

const link = async (arrival: Arrival, account: Account, { stores, clock }: ArrivalDependencies) => {
  const { provider } = arrival;
  const at = seconds(clock);
  const detail = { provider: provider.id, by: provider.matchBy };
  const held = await stores.commit({
    // What was found out about the account is still so
    guard: {
      kind: 'identity_link.insert',
      link: linkOf(arrival, account.id, at),
      accountVersion: account.version,
    },
    changes: [noted(account.id, arrival, { at, action: 'identity_link.created', detail })],
  });
  // It is locked, was changed just now, or has a link to this provider: then the name or address has changed hands there
  return held ? account : refuse('upstream.account_exists', { provider: provider.id, account: account.id });
};

const create = async (arrival: Arrival, dependencies: ArrivalDependencies): Promise<Account | Refusal> => {
  const { stores, clock, randomBytes } = dependencies;
  const { provider, identity } = arrival;
  for (const username of usernameCandidates(identity, randomBytes)) {
    const at = seconds(clock);
    const account = newAccount(username, identity, { now: at, randomBytes });
    const detail = { provider: provider.id };
    const held = await stores.commit({
      guard: { kind: 'account.insert_linked', account, providerId: provider.id, subject: identity.subject },
      changes: [
        { kind: 'identity_link.add', link: linkOf(arrival, account.id, at) },
        noted(account.id, arrival, { at, action: 'account.created', detail: { username, ...detail } }),
        noted(account.id, arrival, { at, action: 'identity_link.created', detail }),
      ],
    });
    if (held) return account;
    // Another tab was first
    const raced = await stores.identityLinks.find(provider.id, identity.subject);
    if (raced) return known(arrival, raced, dependencies);
  }
  return refuse('upstream.account_exists', { provider: provider.id });
};

/** The account of somebody whom a provider vouches for: known by a link, linked now, or created. */
export const arrive = async (arrival: Arrival, dependencies: ArrivalDependencies): Promise<Account | Refusal> => {
  const { provider, identity } = arrival;
  const { stores } = dependencies;
  if (!isAdmitted(identity, provider)) return refuse('upstream.not_admitted', { provider: provider.id });
  const existing = await stores.identityLinks.find(provider.id, identity.subject);
  if (existing) return known(arrival, existing, dependencies);

  const find = async (text: string | undefined) =>
    text === undefined ? undefined : stores.accounts.findByLogin(loginKey(text));
  const match = matchAccount(identity, provider, {
    byEmail: await find(identity.email),
    byUsername: provider.matchBy === 'username' ? await find(identity.username) : undefined,
  });
  if (match.kind === 'refused') return refuse(match.code, { provider: provider.id });
  return match.kind === 'link' ? link(arrival, match.account, dependencies) : create(arrival, dependencies);
};
