import type { AuthorizationSession } from '../../ports/authorization-session.ts';
import type { PushedRequest } from '../../ports/pushed-request.ts';
import type { Guard } from '../../ports/unit.ts';

/** What a request has of its own in the database until it is answered. */
export type Entry =
  /** The authorization session, since somebody was asked. */
  | { readonly kind: 'stored' }
  /** The pushed request, which nobody has used yet. */
  | { readonly kind: 'pushed'; readonly pushed: PushedRequest }
  /** Nothing. */
  | { readonly kind: 'fresh' };

type Facts = Omit<Extract<Guard, { readonly kind: 'request.answer' }>, 'kind'>;

/** The guard of the unit that answers: of two answers to one request exactly one leaves. */
export const answerGuard = (
  entry: Entry,
  { flow, at }: { readonly flow: AuthorizationSession; readonly at: number },
  facts: Facts,
): Guard => {
  switch (entry.kind) {
    case 'stored':
      return { kind: 'authorization_session.finish', id: flow.id, at, ...facts };
    case 'pushed': {
      const { id, clientId } = entry.pushed;
      return { kind: 'pushed_request.use', id, clientId, at, ...facts };
    }
    case 'fresh':
      return { kind: 'request.answer', ...facts };
  }
};
