import { isRefusal, type Refusal } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import { owesEmailStep } from '../factors/email-step.ts';
import { factorsOf } from '../factors/registry.ts';
import { isTwoFactor } from '../issuance/acr.ts';
import type { Account } from '../ports/account.ts';
import type { AuthenticationMethod, BrowserSession } from '../ports/browser-session.ts';
import { type EpochSeconds, seconds } from '../ports/clock.ts';
import { startSession } from '../sessions/start-session.ts';
import { withinLimit } from '../sessions/within-limit.ts';
import type { Browser, FlowOutcome } from './flow.ts';
import type { FlowParts, Open } from './flow-parts.ts';

/** How somebody has just proved who they are. */
export interface Proof {
  readonly account: Account;
  readonly methods: readonly AuthenticationMethod[];
  /** When, where it was not just now. */
  readonly provenAt?: EpochSeconds | undefined;
  /** The session that is only raised by it: it keeps its times. */
  readonly raises?: BrowserSession | undefined;
}

/** What is written before a flow goes on: the cookie that the browser is to have, and the flow. */
export interface Entered {
  readonly opened: Open;
  readonly handles: readonly string[];
}

/**
 * Signs a person in on a browser, with a fresh session in the place of their earlier one there: at a sign-in and at each
 * change of privilege. Nothing is answered yet.
 */
export const signInHere = async (
  opened: Open,
  browser: Browser,
  { account, methods, provenAt, raises }: Proof,
  { update, options }: FlowParts & { readonly options: EngineOptions },
): Promise<Entered | Refusal> => {
  const { caller, userAgent } = browser;
  const before = opened.people.find((person) => person.account.id === account.id);
  const started = await startSession(
    { account, methods, caller, userAgent, replaces: before?.session, continues: raises, provenAt },
    options,
  );
  if (isRefusal(started)) return started;
  const others = opened.people.filter((person) => person !== before);
  const people = await withinLimit([started, ...others], caller, options);
  const changes = { browserSessionId: started.session.id, pending: undefined, consentedScopes: undefined };
  const updated = await update({ ...opened, people }, changes);
  return isRefusal(updated) ? updated : { opened: updated, handles: people.map((person) => person.handle) };
};

/**
 * Goes on after a first proof, whichever it was: a person who has a second factor is signed in nowhere before they have given
 * it, and until then known to this flow alone (S096).
 */
export const enter = async (
  opened: Open,
  browser: Browser,
  proof: Proof,
  parts: FlowParts & { readonly options: EngineOptions },
): Promise<FlowOutcome | Refusal> => {
  const { account, methods } = proof;
  const { stores, clock } = parts.options;
  const owes =
    !isTwoFactor(methods) &&
    (factorsOf(await stores.factors.count(account.id)).length > 0 || owesEmailStep(account, methods, parts.options));
  if (!owes) {
    const entered = await signInHere(opened, browser, proof, parts);
    if (isRefusal(entered)) return entered;
    const next = await parts.advance(entered.opened, browser);
    return isRefusal(next) ? next : { next, sessionHandles: entered.handles };
  }
  const { id: accountId, passwordChangedAt } = account;
  const pending = { accountId, methods, passwordChangedAt, provenAt: seconds(clock), signedInAt: proof.provenAt };
  const updated = await parts.update(opened, { pending, consentedScopes: undefined });
  if (isRefusal(updated)) return updated;
  const next = await parts.advance(updated, browser);
  return isRefusal(next) ? next : { next };
};
