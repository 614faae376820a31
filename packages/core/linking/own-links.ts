import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { Browser } from '../authorize/flow.ts';
import type { EngineOptions } from '../engine-options.ts';
import { seconds } from '../ports/clock.ts';
import type { IdentityLink } from '../ports/identity-link.ts';
import type { Caller } from '../ports/request.ts';
import { type SignedIn, signedIn } from '../sessions/browser-sessions.ts';
import type { TakenAnswer } from '../upstream/attempts.ts';
import { isAdmitted } from './admission.ts';
import { linkOf, noted } from './arrival.ts';

/** A provider on the page of a person, with their link to it where they have one. */
export interface OwnLink {
  readonly provider: { readonly id: string; readonly name: string; readonly enabled: boolean };
  readonly link: Pick<IdentityLink, 'label' | 'createdAt' | 'usedAt'> | undefined;
}

/** Every provider the person is linked to, and those they could link. */
export const ownLinks = async (
  accountId: string,
  { stores }: Pick<EngineOptions, 'stores'>,
): Promise<readonly OwnLink[]> => {
  const [providers, links] = await Promise.all([stores.identityProviders.list(), stores.identityLinks.list(accountId)]);
  return providers
    .map(({ id, name, enabled }) => ({
      provider: { id, name, enabled },
      link: links.find(({ providerId }) => providerId === id),
    }))
    .filter(({ provider, link }) => provider.enabled || link !== undefined);
};

/**
 * Links the account of whoever began it: in the session in which they had just proved who they are, in the same browser. Somebody
 * else's answer is of no use there, and theirs is of no use elsewhere (RFC 9700 §4.7).
 */
export const linkOwn = async (
  { attempt, provider, identity }: TakenAnswer,
  browser: Browser,
  options: EngineOptions,
): Promise<Refusal | undefined> => {
  const { stores, clock } = options;
  if (isRefusal(identity)) return identity;
  if (!isAdmitted(identity, provider)) return refuse('upstream.not_admitted', { provider: provider.id });
  const people = await signedIn(browser.sessionHandles, options);
  const person = people.find(({ session }) => session.id === attempt.sessionId);
  if (!person) return refuse('upstream.attempt', { provider: provider.id, why: 'signed out meanwhile' });
  const at = seconds(clock);
  const arrival = { provider, identity, caller: browser.caller };
  const { id } = person.account;
  const held = await stores.commit({
    guard: { kind: 'identity_link.insert', link: linkOf(arrival, id, at), inSession: person.session.id },
    changes: [
      noted(id, arrival, { at, action: 'identity_link.created', detail: { provider: provider.id, by: 'self' } }),
    ],
  });
  if (held) return undefined;
  const existing = await stores.identityLinks.find(provider.id, identity.subject);
  // A second time the same: nothing to complain of
  return existing?.accountId === id ? undefined : refuse('upstream.linked_elsewhere', { provider: provider.id });
};

/** Takes a link from the person, unless it is their last way to sign in. */
export const unlinkOwn = async (
  { account }: Pick<SignedIn, 'account'>,
  { providerId, caller }: { readonly providerId: string; readonly caller: Caller },
  { stores, clock }: Pick<EngineOptions, 'stores' | 'clock'>,
): Promise<Refusal | undefined> => {
  const { id } = account;
  const held = await stores.commit({
    guard: { kind: 'identity_link.delete', providerId, accountId: id, evenIfLast: false },
    changes: [
      noted(id, { caller }, { at: seconds(clock), action: 'identity_link.deleted', detail: { provider: providerId } }),
    ],
  });
  if (held) return undefined;
  const links = await stores.identityLinks.list(id);
  return links.some((link) => link.providerId === providerId)
    ? refuse('upstream.last_way', { provider: providerId })
    : undefined;
};
