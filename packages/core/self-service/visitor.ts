import { type Refusal, refuse } from '@cardea/protocol';
import type { Browser } from '../authorize/flow.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { Actor } from '../ports/audit.ts';
import { seconds } from '../ports/clock.ts';
import { type SignedIn, signedIn } from '../sessions/browser-sessions.ts';

/**
 * A person who is signed in on the browser that asks: only `findVisitor` makes one, so whatever takes one need not ask again
 * whose account it changes.
 */
export class Visitor {
  readonly person: SignedIn;
  /** Everybody who is signed in on this browser, in their order; the person among them. */
  readonly people: readonly SignedIn[];
  readonly browser: Browser;

  protected constructor({ person, people, browser }: Pick<Visitor, 'person' | 'people' | 'browser'>) {
    this.person = person;
    this.people = people;
    this.browser = browser;
  }

  /** For `findVisitor` alone. */
  static find(found: Pick<Visitor, 'person' | 'people' | 'browser'>): Visitor {
    return new Visitor(found);
  }

  /** Who the audit says did it. */
  get actor(): Actor {
    const { address, requestId } = this.browser.caller;
    return { kind: 'user', id: this.person.account.id, address, requestId };
  }
}

/** A visitor who has proved a moment ago who they are. What cannot be undone, or lets others in, takes nobody else. */
export class FreshVisitor extends Visitor {
  readonly #proven = true;

  /** For `requireFresh` alone. */
  static prove(visitor: Visitor): FreshVisitor {
    return new FreshVisitor(visitor);
  }

  get proven(): true {
    return this.#proven;
  }
}

/** The person with this id, or the browser's first one: never somebody who is not signed in on it. */
export const findVisitor = async (
  browser: Browser,
  accountId: string | undefined,
  options: EngineOptions,
): Promise<Visitor | Refusal> => {
  const people = await signedIn(browser.sessionHandles, options);
  const person = accountId === undefined ? people[0] : people.find(({ account }) => account.id === accountId);
  return person === undefined ? refuse('self_service.not_signed_in') : Visitor.find({ person, people, browser });
};

/** Proof that the person has signed in, or proved themselves again, within the time that is set for it. */
export const requireFresh = (
  visitor: Visitor,
  { clock, people }: Pick<EngineOptions, 'clock' | 'people'>,
): FreshVisitor | Refusal => {
  const ageSeconds = seconds(clock) - visitor.person.session.authenticatedAt;
  return ageSeconds <= people.freshSignInSeconds
    ? FreshVisitor.prove(visitor)
    : refuse('self_service.not_fresh', { ageSeconds });
};
