import type { Actor } from '../../ports/audit.ts';
import type { AuthenticationMethod, BrowserSession } from '../../ports/browser-session.ts';
import { seconds } from '../../ports/clock.ts';
import { endOfSessionBy } from '../../sessions/end-session.ts';
import { endSessions } from '../../sessions/end-sessions.ts';
import { findAccount } from '../accounts/find-account.ts';
import { audited } from '../audit.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import { type ListPage, type ListWish, listPage, shownAs } from '../lists/list-page.ts';
import type { ManagementPorts } from '../ports.ts';

/** A browser that a person is signed in on: nothing with which anybody could be. */
export interface SessionDescription {
  readonly id: string;
  readonly sid: string;
  /** Whose it is. */
  readonly accountId: string;
  readonly methods: readonly AuthenticationMethod[];
  readonly address: string;
  readonly userAgent: string;
  readonly authenticatedAt: number;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
}

export interface SessionFilter extends ListWish {
  readonly user?: string | undefined;
}

/** Where people are signed in. Wherever a `user` is asked for, an id, a username or an e-mail address will do. */
export interface SessionManagement {
  /** Live ones, newest first; of one person where they are named. */
  list(wish: SessionFilter): Promise<ListPage<SessionDescription> | ManagementError>;
  /** Signs the person out there, as they could themselves. Undefined where it is done. */
  end(session: { readonly user: string; readonly id: string }, actor: Actor): Promise<ManagementError | undefined>;
  /** Signs the person out everywhere. How many sessions there were. */
  endAll(user: string, actor: Actor): Promise<{ readonly ended: number } | ManagementError>;
}

const describe = (session: BrowserSession): SessionDescription => {
  const { id, sid, accountId, methods, address, userAgent, authenticatedAt, createdAt, lastSeenAt, expiresAt } =
    session;
  return { id, sid, accountId, methods, address, userAgent, authenticatedAt, createdAt, lastSeenAt, expiresAt };
};

export const createSessionManagement = (ports: ManagementPorts): SessionManagement => {
  const { stores, clock } = ports;
  return {
    async list({ limit, cursor, user }) {
      const account = user === undefined ? undefined : await findAccount(ports, user);
      if (isManagementError(account)) return account;
      const narrowing = { accountId: account?.id };
      const at = seconds(clock);
      return listPage(ports, { name: 'sessions', wish: { limit, cursor }, narrowing }, async (query) =>
        shownAs(await stores.listings.sessions({ ...query, ...narrowing, at }), describe),
      );
    },
    async end({ user, id }, actor) {
      const account = await findAccount(ports, user);
      if (isManagementError(account)) return account;
      const live = await stores.browserSessions.listLive(account.id, seconds(clock));
      const session = live.find((one) => one.id === id);
      const person = session && { session, account };
      const done = person && (await stores.commit(endOfSessionBy({ person, actor, clientId: undefined }, ports)));
      return done ? undefined : new ManagementError('session.not_found', { subject: account.username });
    },
    async endAll(user, actor) {
      const account = await findAccount(ports, user);
      if (isManagementError(account)) return account;
      const at = seconds(clock);
      const { length: ended } = await stores.browserSessions.listLive(account.id, at);
      const about = { actor, target: account.id } as const;
      await stores.commit({
        changes: [
          ...endSessions({ accountId: account.id, at }),
          { kind: 'authorizations.revoke', accountId: account.id, withoutScope: 'offline_access', at },
          audited(clock, { ...about, action: 'sessions.ended' }),
          audited(clock, { ...about, action: 'authorizations.revoked', detail: { withoutScope: 'offline_access' } }),
        ],
      });
      return { ended };
    },
  };
};
