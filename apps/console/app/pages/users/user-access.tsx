import { api, type UserView } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { ShownOnce } from '../../parts/copy-text.tsx';
import { useAct } from '../../parts/use-act.ts';

type State = 'active' | 'locked' | 'disabled';

const keys = [['user'], ['users'], ['user-lists']] as const;

/** What an account may become, and what comes of it. */
const moves: Readonly<
  Record<
    State,
    { readonly id: string; readonly label: string; readonly title: (name: string) => string; readonly text: string }
  >
> = {
  active: {
    id: 'let-in',
    label: 'Let in again',
    title: (name) => `Let ${name} in again?`,
    text: 'They can sign in again. What ended stays ended.',
  },
  locked: {
    id: 'lock',
    label: 'Lock',
    title: (name) => `Lock ${name}?`,
    text: 'They are signed out everywhere at once and cannot sign in. Nothing is lost. For a while, or while something is looked into.',
  },
  disabled: {
    id: 'disable',
    label: 'Disable',
    title: (name) => `Disable ${name}?`,
    text: 'They are signed out everywhere at once and cannot sign in. Nothing is lost. For somebody who has left.',
  },
};

const targets: Readonly<Record<UserView['state'], readonly State[]>> = {
  active: ['locked', 'disabled'],
  locked: ['active', 'disabled'],
  disabled: ['active'],
  deleting: [],
};

const ChangeState = ({ user, to }: { readonly user: UserView; readonly to: State }) => {
  const { id, label, title, text } = moves[to];
  return (
    <ConfirmedAct
      id={id}
      label={label}
      look={to === 'active' ? 'plain' : 'danger'}
      title={title(user.username)}
      act={() => api.users.modify.mutate({ id: user.id, version: user.version, state: to })}
      keys={keys}
    >
      <p>{text}</p>
    </ConfirmedAct>
  );
};

/** A link with which somebody chooses a password of their own. */
const PasswordLink = ({ user }: { readonly user: UserView }) => {
  const link = useAct(() => api.users.passwordLink.mutate({ id: user.id, byMail: false, invites: !user.hasPassword }));
  return (
    <>
      <Confirm
        id="password-link"
        label="Make a link to choose a password"
        look="plain"
        title="Make a link?"
        mutation={link}
      >
        <p>Whoever opens it chooses the password. Hand it to {user.username} alone; it is good once.</p>
      </Confirm>
      {link.data?.url !== undefined && (
        <div className="w-full">
          <ShownOnce id="new-password-link" label="Link to choose a password" text={link.data.url} />
        </div>
      )}
    </>
  );
};

/** Stops somebody, or lets them in again. */
export const UserAccess = ({ user }: { readonly user: UserView }) => {
  const reset = useAct(() => api.users.setPassword.mutate({ id: user.id, password: { generate: true } }), ...keys);
  return (
    <Card id="access" title="Access">
      <div className="flex flex-col gap-4">
        {reset.data?.password !== undefined && (
          <ShownOnce id="new-password" label="New password" text={reset.data.password} />
        )}
        <div className="flex flex-wrap gap-2">
          {targets[user.state].map((to) => (
            <ChangeState key={to} user={user} to={to} />
          ))}
          <Confirm
            id="reset-password"
            label="Make a new password"
            look="plain"
            title="Make a new password?"
            mutation={reset}
          >
            <p>The present one is good for nothing any more, and what was begun with it ends.</p>
          </Confirm>
          <PasswordLink user={user} />
        </div>
      </div>
    </Card>
  );
};
