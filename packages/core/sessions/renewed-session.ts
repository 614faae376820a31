import type { BrowserSession } from '../ports/browser-session.ts';
import { seconds } from '../ports/clock.ts';
import type { SessionDependencies } from './browser-sessions.ts';

/**
 * A session for who has just proved again who they are, by the same methods: with another handle, and with another `sid`,
 * since whatever was got in the old one is over. It ends when the old one would have. Not written yet.
 */
export const renewedSession = (
  old: BrowserSession,
  { clock, mint, people }: Pick<SessionDependencies, 'clock' | 'mint' | 'people'>,
): { readonly handle: string; readonly session: BrowserSession } => {
  const now = seconds(clock);
  const { text, id, verifierHash } = mint.mint('browser_session', clock.nowMs());
  const session: BrowserSession = {
    ...old,
    id,
    verifierHash,
    sid: mint.mintId(clock.nowMs()),
    authenticatedAt: now,
    lastSeenAt: now,
    expiresAt: Math.min(now + people.sessionIdleSeconds, old.endsAt),
    endedAt: undefined,
  };
  return { handle: text, session };
};
