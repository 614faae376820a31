import { isRefusal, parseHandle, type Refusal, refuse } from '@cardea/protocol';
import { type PasswordFault, passwordFault } from '../accounts/password-policy.ts';
import type { EngineOptions } from '../engine-options.ts';
import { isManagementError, type ManagementError } from '../management/errors/management-error.ts';
import { makeFirstOwner } from '../management/set-up/first-owner.ts';
import { seconds } from '../ports/clock.ts';
import type { OneTimeLink } from '../ports/one-time-link.ts';
import type { Caller } from '../ports/request.ts';

/** What whoever holds a set-up link chooses. */
export interface ChosenOwner {
  readonly username: string;
  /** Undefined where they give none. */
  readonly email: string | undefined;
  readonly password: string;
}

/** What is wrong with it; the link still works. */
export type OwnerProblem = 'username' | 'email' | 'taken' | PasswordFault;

export type SetUpOutcome =
  | { readonly kind: 'owned'; readonly username: string; readonly accountId: string }
  | { readonly kind: 'mistyped'; readonly problem: OwnerProblem };

/** The first start of a server, by a link that only its operator has seen; free of HTTP and of pages. */
export interface SetUp {
  /** A refusal where the link does not work, or no longer. Looking spends nothing. */
  look(link: string): Promise<Refusal | undefined>;
  /** Makes the owner, and spends the link: of any number that try it at once, one does. */
  finish(link: string, owner: ChosenOwner, caller: Caller): Promise<SetUpOutcome | Refusal>;
}

type Options = Pick<EngineOptions, 'stores' | 'clock' | 'mint' | 'hasher' | 'passwords' | 'randomBytes'>;

/** All that do not work look the same from outside. */
const openLink = async (text: string, { stores, clock, mint }: Options): Promise<OneTimeLink | Refusal> => {
  const parts = parseHandle('one_time_link', text);
  if (parts === undefined) return refuse('set_up.link', { why: 'not a link of ours' });
  const link = await stores.oneTimeLinks.find(parts.selector);
  if (link?.purpose !== 'set_up' || !mint.verify(parts.verifier, link.verifierHash))
    return refuse('set_up.link', { why: 'used, or never made', link: parts.selector });
  if (link.expiresAt <= seconds(clock)) return refuse('set_up.link', { why: 'expired', link: link.id });
  return (await stores.accounts.findOwner()) === undefined
    ? link
    : refuse('set_up.link', { why: 'there is an owner', link: link.id });
};

const problemOf = ({ code, field }: ManagementError): OwnerProblem | undefined => {
  if (code === 'account.exists') return 'taken';
  if (code !== 'account.invalid') return undefined;
  return field === 'email' ? 'email' : 'username';
};

export const createSetUp = (options: Options): SetUp => ({
  async look(text) {
    const link = await openLink(text, options);
    return isRefusal(link) ? link : undefined;
  },

  async finish(text, { username, email, password }, { address, requestId }) {
    const link = await openLink(text, options);
    if (isRefusal(link)) return link;
    const fault = await passwordFault(password, [username, email, 'cardea'], options.passwords);
    if (fault !== undefined) return { kind: 'mistyped', problem: fault };
    const owner = { username, email, password };
    const made = await makeFirstOwner(options, owner, {
      actor: undefined,
      linkId: link.id,
      caller: { address, requestId },
    });
    if (!isManagementError(made)) return { kind: 'owned', username: made.account.username, accountId: made.account.id };
    const problem = problemOf(made);
    return problem === undefined
      ? refuse('set_up.link', { why: 'lost a race', link: link.id })
      : { kind: 'mistyped', problem };
  },
});
