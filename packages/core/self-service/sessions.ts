import { type Refusal, refuse } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { BrowserSession } from '../ports/browser-session.ts';
import { seconds } from '../ports/clock.ts';
import { endOfOtherSessions, endOfSession } from '../sessions/end-session.ts';
import type { Visitor } from './visitor.ts';

/** A browser that a person is signed in on. */
export interface OwnSession {
  /** Its newest session: what `end` is told. */
  readonly id: string;
  readonly isCurrent: boolean;
  readonly userAgent: string;
  readonly address: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
}

/** The sessions of the person, one a browser: those of one `sid` are the same sign-in. */
const browsersOf = (sessions: readonly BrowserSession[], current: BrowserSession): readonly OwnSession[] => {
  const bySid = Map.groupBy(sessions, ({ sid }) => sid);
  return [...bySid].flatMap(([sid, own]) => {
    const newest = own.find(({ id }) => id === current.id) ?? own[0];
    if (newest === undefined) return [];
    const { id, userAgent, address } = newest;
    return {
      id,
      isCurrent: sid === current.sid,
      userAgent,
      address,
      createdAt: Math.min(...own.map(({ createdAt }) => createdAt)),
      lastSeenAt: Math.max(...own.map(({ lastSeenAt }) => lastSeenAt)),
    };
  });
};

/** Where the person is signed in: this browser first, then the one used last. */
export const listSessions = async (
  { person: { account, session } }: Visitor,
  { stores, clock }: EngineOptions,
): Promise<readonly OwnSession[]> => {
  const live = await stores.browserSessions.listLive(account.id, seconds(clock));
  return browsersOf(live, session).toSorted(
    (a, b) => Number(b.isCurrent) - Number(a.isCurrent) || b.lastSeenAt - a.lastSeenAt,
  );
};

/**
 * Signs the person out on one browser, as its own sign-out would. A session of somebody else is as unknown as one that never was.
 */
export const endOwnSession = async (
  visitor: Visitor,
  sessionId: string,
  options: EngineOptions,
): Promise<{ readonly isCurrent: boolean } | Refusal> => {
  const { account, session: current } = visitor.person;
  const live = await options.stores.browserSessions.listLive(account.id, seconds(options.clock));
  const found = live.find(({ id }) => id === sessionId);
  if (found === undefined) return refuse('self_service.session_unknown');
  const { caller } = visitor.browser;
  // Not held: another request ended it first, which is as good
  const person = { session: found, account };
  await options.stores.commit(endOfSession({ person, caller, clientId: undefined }, options));
  return { isCurrent: found.sid === current.sid };
};

/** Signs the person out on every browser but this one. */
export const endOtherSessions = async (visitor: Visitor, options: EngineOptions): Promise<Refusal | undefined> => {
  const { person, browser } = visitor;
  const held = await options.stores.commit(endOfOtherSessions({ person, caller: browser.caller }, options));
  return held ? undefined : refuse('self_service.not_signed_in');
};
