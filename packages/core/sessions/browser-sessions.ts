import { parseHandle } from '@cardea/protocol';
import type { EngineOptions } from '../engine-options.ts';
import type { Account } from '../ports/account.ts';
import type { AuthenticationMethod, BrowserSession } from '../ports/browser-session.ts';
import { type EpochSeconds, seconds } from '../ports/clock.ts';
import type { Caller } from '../ports/request.ts';
import type { Unit } from '../ports/unit.ts';

export type SessionDependencies = Pick<EngineOptions, 'stores' | 'clock' | 'mint' | 'people'>;

/** One browser may be signed in as so many people. */
export const MAX_SESSIONS_PER_BROWSER = 5;
/** A session that is looked at more often than this is not written each time. */
const TOUCH_EVERY_SECONDS = 60;

/** A person signed in on this browser, with the handle of the cookie. */
export interface SignedIn {
  readonly handle: string;
  readonly session: BrowserSession;
  readonly account: Account;
}

/** Who is signed in on a browser, by the handles in its cookie: live sessions of active accounts, in their order. */
export const signedIn = async (
  handles: readonly string[],
  { stores, clock, mint, people }: SessionDependencies,
): Promise<readonly SignedIn[]> => {
  const now = seconds(clock);
  const found: SignedIn[] = [];
  for (const handle of handles.slice(0, MAX_SESSIONS_PER_BROWSER)) {
    const parts = parseHandle('browser_session', handle);
    const session = parts && (await stores.browserSessions.find(parts.selector));
    if (!parts || !session || session.endedAt !== undefined || !mint.verify(parts.verifier, session.verifierHash))
      continue;
    if (session.expiresAt <= now || session.endsAt <= now) continue;
    const account = await stores.accounts.find(session.accountId);
    if (account?.state !== 'active') continue;
    found.push({ handle, session, account });
    if (now - session.lastSeenAt >= TOUCH_EVERY_SECONDS) {
      const expiresAt = Math.min(now + people.sessionIdleSeconds, session.endsAt);
      await stores.commit({ changes: [{ kind: 'browser_session.touch', id: session.id, lastSeenAt: now, expiresAt }] });
    }
  }
  return found;
};

export interface NewSession {
  /** As it was when the person proved who they are: nothing of it may have changed when the session is written. */
  readonly account: Account;
  readonly methods: readonly AuthenticationMethod[];
  readonly caller: Caller;
  readonly userAgent: string;
  /** The session of the same person on this browser that it takes the place of: it keeps its `sid`. */
  readonly replaces: BrowserSession | undefined;
  /** Of another session on this browser that it is the same sign-in as. */
  readonly sid?: string | undefined;
  /** When the person proved who they are, where that was not just now. */
  readonly provenAt?: EpochSeconds | undefined;
  /** When the person proved who they are, and when the session ends, where it only continues another one. */
  readonly continues?: Pick<BrowserSession, 'authenticatedAt' | 'endsAt'> | undefined;
}

/** A fresh session with a fresh handle: at each sign-in and each change of privilege. Not written yet. */
export const newSession = (
  { account, methods, caller, userAgent, replaces, sid, continues, provenAt }: NewSession,
  { clock, mint, people }: SessionDependencies,
): { readonly handle: string; readonly session: BrowserSession; readonly unit: Unit } => {
  const now = seconds(clock);
  const { text, id, verifierHash } = mint.mint('browser_session', clock.nowMs());
  const session: BrowserSession = {
    id,
    verifierHash,
    accountId: account.id,
    authenticatedAt: continues?.authenticatedAt ?? provenAt ?? now,
    methods,
    sid: replaces?.sid ?? sid ?? mint.mintId(clock.nowMs()),
    address: caller.address,
    userAgent: userAgent.slice(0, 300),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + people.sessionIdleSeconds,
    endsAt: continues?.endsAt ?? now + people.sessionMaxSeconds,
  };
  const entry = {
    at: now,
    actor: { kind: 'user', id: account.id, address: caller.address, requestId: caller.requestId },
    action: 'session.started',
    target: id,
    detail: { methods, ...(replaces ? { replaces: replaces.id } : {}) },
  } as const;
  const unit: Unit = {
    guard: { kind: 'browser_session.start', session, accountVersion: account.version, replacesId: replaces?.id },
    changes: [{ kind: 'audit.append', entry }],
  };
  return { handle: text, session, unit };
};
