import { api } from '../../api/api.ts';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { ListCard } from '../../parts/list-card.tsx';
import { sessionRow } from '../sessions/session-rows.tsx';
import { type UserPart, userListKey, useUserList } from './user-lists.ts';

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
      rowOf={(session) => sessionRow(session, part.isChangeable)}
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
