import { api, type Outputs, type UserView } from '../../api/api.ts';
import { browserName } from '../../parts/browser-name.ts';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { ListCard } from '../../parts/list-card.tsx';
import { Moment } from '../../parts/moment.tsx';
import type { Row } from '../../parts/row-list.tsx';
import { type UserPart, userListKey, useUserList } from './user-lists.ts';

type BrowserSession = Outputs['sessions']['list']['items'][number];

const End = ({ user, session }: { readonly user: UserView; readonly session: BrowserSession }) => (
  <ConfirmedAct
    id={`end-${session.id}`}
    label="Sign out"
    about={browserName(session.userAgent)}
    title={`Sign ${user.username} out there?`}
    act={() => api.sessions.end.mutate({ user: user.id, id: session.id })}
    keys={[userListKey(user.id, 'sessions'), ['sessions']]}
  >
    <p>The session ends at once, and applications that listen are told.</p>
  </ConfirmedAct>
);

const rowOf = (session: BrowserSession, { user, isChangeable }: UserPart): Row => ({
  key: session.id,
  title: browserName(session.userAgent),
  subtitle: (
    <>
      from {session.address}, by {session.methods.join(' + ')}, seen <Moment at={session.lastSeenAt} />
    </>
  ),
  aside: (
    <span>
      until <Moment at={session.expiresAt} />
    </span>
  ),
  ...(isChangeable ? { actions: <End user={user} session={session} /> } : {}),
});

/** The browsers that somebody is signed in on. */
export const UserSessions = (part: UserPart) => {
  const { user } = part;
  const query = useUserList(
    user.id,
    'sessions',
    async () => (await api.sessions.list.query({ user: user.id, limit: 1000 })).items,
  );
  return (
    <ListCard
      id="sessions"
      title="Sessions"
      query={query}
      rowOf={(session) => rowOf(session, part)}
      none="Signed in nowhere."
      action={
        part.isChangeable && (
          <ConfirmedAct
            id="end-sessions"
            label="Sign out everywhere"
            title={`Sign ${user.username} out everywhere?`}
            act={() => api.sessions.endAll.mutate({ user: user.id })}
            keys={[userListKey(user.id, 'sessions'), ['sessions']]}
          >
            <p>
              Every session ends at once, and what applications got by it. What was allowed for when nobody is there
              stays.
            </p>
          </ConfirmedAct>
        )
      }
    />
  );
};
