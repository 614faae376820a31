import type { Change, Unit } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import type { State } from './state.ts';

interface Insertion {
  readonly into: ReadonlyMap<string, unknown>;
  readonly id: string;
}

const insertionOf = (state: State, change: Change): Insertion | undefined => {
  switch (change.kind) {
    case 'access_token.insert':
      return { into: state.accessTokens, id: change.token.id };
    case 'browser_session.insert':
      return { into: state.browserSessions, id: change.session.id };
    case 'authorization_session.insert':
      return { into: state.authorizationSessions, id: change.session.id };
    case 'authorization.insert':
      return { into: state.authorizations, id: change.authorization.id };
    case 'pushed_request.insert':
      return { into: state.pushedRequests, id: change.request.id };
    case 'upstream_attempt.insert':
      return { into: state.upstreamAttempts, id: change.attempt.id };
    case 'authorization_code.insert':
      return { into: state.authorizationCodes, id: change.code.id };
    case 'one_time_link.insert':
      return { into: state.oneTimeLinks, id: change.link.id };
    case 'kept_refusal.insert':
      return { into: state.keptRefusals, id: change.refusal.id };
    case 'outbox.insert':
      return { into: state.outbox, id: change.message.id };
    case 'initial_access_token.insert':
      return { into: state.initialAccessTokens, id: change.token.id };
    default:
      return undefined;
  }
};

/** Throws what a database refuses as a defect of the unit: a row whose id exists, or is none. */
export const assertInsertable = (state: State, unit: Unit): void => {
  const seen = new Set<string>();
  for (const change of unit.changes) {
    const insertion = insertionOf(state, change);
    if (insertion === undefined) continue;
    const key = `${change.kind} ${insertion.id}`;
    if (!isSelector(insertion.id)) throw new RangeError('an id is 22 characters of base64url');
    if (insertion.into.has(insertion.id) || seen.has(key)) throw new Error(`${key}: exists already`);
    seen.add(key);
  }
};
