import type { EngineOptions } from '../engine-options.ts';
import type { Account } from '../ports/account.ts';
import type { Actor } from '../ports/audit.ts';
import type { BrowserSession } from '../ports/browser-session.ts';
import { seconds } from '../ports/clock.ts';
import type { Caller } from '../ports/request.ts';
import type { Unit } from '../ports/unit.ts';
import type { SignedIn } from './browser-sessions.ts';
import { endSessions } from './end-sessions.ts';

interface SignOut {
  readonly person: Pick<SignedIn, 'session' | 'account'>;
  readonly caller: Caller;
  /** The client that asked for it, where one did. */
  readonly clientId: string | undefined;
}

/** Ends all sessions of a person but the one named, with what applications got in them, as a sign-out would. */
export const endOfOtherSessions = (
  { person: { session, account }, caller }: Omit<SignOut, 'clientId'>,
  { clock }: Pick<EngineOptions, 'clock'>,
): Unit => {
  const at = seconds(clock);
  const { address, requestId } = caller;
  const actor = { kind: 'user', id: account.id, address, requestId } as const;
  const entry = { at, actor, target: account.id, detail: { exceptSid: session.sid } } as const;
  return {
    guard: { kind: 'account.active', id: account.id },
    changes: [
      ...endSessions({ accountId: account.id, except: session, at }),
      {
        kind: 'authorizations.revoke',
        accountId: account.id,
        exceptSid: session.sid,
        withoutScope: 'offline_access',
        at,
      },
      { kind: 'audit.append', entry: { ...entry, action: 'sessions.ended' } },
      { kind: 'audit.append', entry: { ...entry, action: 'authorizations.revoked' } },
    ],
  };
};

/**
 * Ends the session of one person on one browser, and with it what applications got in it, unless the person agreed that they
 * go on while they are away: `offline_access` outlives a session (OpenID Connect Back-Channel Logout §2.7).
 */
export const endOfSession = (
  { person, caller: { address, requestId }, clientId }: SignOut,
  options: Pick<EngineOptions, 'clock'>,
): Unit =>
  endOfSessionBy({ person, clientId, actor: { kind: 'user', id: person.account.id, address, requestId } }, options);

/** The same, by whoever may. */
export const endOfSessionBy = (
  {
    person: { session, account },
    actor,
    clientId,
  }: Omit<SignOut, 'caller' | 'person'> & {
    readonly person: { readonly session: BrowserSession; readonly account: Pick<Account, 'id'> };
    readonly actor: Actor;
  },
  { clock }: Pick<EngineOptions, 'clock'>,
): Unit => {
  const at = seconds(clock);
  const detail = { sid: session.sid, ...(clientId === undefined ? {} : { client: clientId }) };
  const entry = { at, actor, detail } as const;
  return {
    guard: { kind: 'browser_session.end', id: session.id, at },
    changes: [
      // A form that was sent twice has left another one of the same sign-in
      { kind: 'browser_sessions.end', accountId: account.id, sid: session.sid, at },
      {
        kind: 'authorizations.revoke',
        accountId: account.id,
        sid: session.sid,
        withoutScope: 'offline_access',
        at,
      },
      { kind: 'session_clients.end', accountId: account.id, sid: session.sid, at },
      { kind: 'audit.append', entry: { ...entry, action: 'session.ended', target: session.id } },
      { kind: 'audit.append', entry: { ...entry, action: 'authorizations.revoked', target: account.id } },
    ],
  };
};
