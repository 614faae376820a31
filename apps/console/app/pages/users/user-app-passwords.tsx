import { api, type Outputs, type UserView } from '../../api/api.ts';
import { Badge } from '../../parts/badge.tsx';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { ListCard } from '../../parts/list-card.tsx';
import { Moment } from '../../parts/moment.tsx';
import type { Row } from '../../parts/row-list.tsx';
import { type UserPart, userListKey, useUserList } from './user-lists.ts';

type AppPassword = Outputs['users']['appPasswords'][number];

const Revoke = ({ user, appPassword }: { readonly user: UserView; readonly appPassword: AppPassword }) => (
  <ConfirmedAct
    id={`revoke-${appPassword.id}`}
    label="Revoke"
    about={appPassword.name}
    title={`Revoke “${appPassword.name}”?`}
    act={() => api.users.removeAppPassword.mutate({ id: user.id, appPassword: appPassword.id })}
    keys={[userListKey(user.id, 'app-passwords')]}
  >
    <p>The program that has it is refused from now on, and what it got by it ends.</p>
  </ConfirmedAct>
);

const rowOf = (appPassword: AppPassword, { user, isChangeable }: UserPart): Row => ({
  key: appPassword.id,
  title: appPassword.name,
  subtitle: (
    <>
      {appPassword.scopes.join(' ')}
      {appPassword.scopes.length > 0 && ' · '}
      made <Moment at={appPassword.createdAt} />
      {appPassword.lastUsedAt !== undefined && (
        <>
          , used <Moment at={appPassword.lastUsedAt} />
        </>
      )}
    </>
  ),
  aside:
    appPassword.state === 'expired' ? (
      <Badge>expired</Badge>
    ) : (
      appPassword.expiresAt !== undefined && (
        <span>
          until <Moment at={appPassword.expiresAt} />
        </span>
      )
    ),
  ...(isChangeable ? { actions: <Revoke user={user} appPassword={appPassword} /> } : {}),
});

/** Passwords that somebody made for single programs. */
export const UserAppPasswords = (part: UserPart) => {
  const { user } = part;
  const query = useUserList(user.id, 'app-passwords', () => api.users.appPasswords.query({ id: user.id }));
  return (
    <ListCard
      id="app-passwords"
      title="App passwords"
      query={query}
      rowOf={(appPassword) => rowOf(appPassword, part)}
      none="None. People make them on their own pages, for programs that know only passwords."
      action={
        part.isChangeable && (
          <ConfirmedAct
            id="revoke-app-passwords"
            label="Revoke all of them"
            title={`Revoke every app password of ${user.username}?`}
            act={() => api.users.removeAppPasswords.mutate({ id: user.id })}
            keys={[userListKey(user.id, 'app-passwords')]}
          >
            <p>Every program that has one is refused from now on.</p>
          </ConfirmedAct>
        )
      }
    />
  );
};
