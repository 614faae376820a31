import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Fragment } from 'react';
import { api, type Inputs, type UserView } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { Facts } from '../../parts/facts.tsx';
import { CheckField, SelectField, TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useEdited } from '../../parts/use-edited.ts';
import { useSession } from '../../shell/session-context.ts';
import { RemoveUser } from './remove-user.tsx';
import { roleOf, roleOptions } from './roles.ts';
import { UserAccess } from './user-access.tsx';
import { UserAppPasswords } from './user-app-passwords.tsx';
import { UserConsents } from './user-consents.tsx';
import { UserFactors } from './user-factors.tsx';
import { UserLinks } from './user-links.tsx';
import { UserSessions } from './user-sessions.tsx';
import { stateTones } from './users-page.tsx';

/** As the form has it: of the profile the name, beside the rest. */
type Changes = Omit<Inputs['users']['modify'], 'id' | 'version' | 'profile'> & { readonly name?: string | null };
type NamedUser = UserView & { readonly name?: string | undefined };

const named = (user: UserView): NamedUser => ({ ...user, name: user.profile.name });

const save = async ({ name, ...changes }: Partial<Changes>, { id, version }: NamedUser): Promise<NamedUser> =>
  named(
    await api.users.modify.mutate({ ...changes, ...(name === undefined ? {} : { profile: { name } }), id, version }),
  );

const reader =
  (givesRoles: boolean) =>
  (values: FormValues): Changes => ({
    username: values.text('username') ?? '',
    name: values.text('name') ?? null,
    email: values.text('email') ?? null,
    emailVerified: values.checked('emailVerified'),
    ...(givesRoles ? { role: roleOf(values.text('role')) ?? null } : {}),
  });

const UserSettings = ({ user: shown }: { readonly user: UserView }) => {
  const { id } = shown;
  const { person } = useSession();
  const givesRoles = person.role === 'owner' && person.id !== id;
  const {
    base: user,
    edition,
    mutation,
    fillAnew,
  } = useEdited<NamedUser, Changes>({
    item: named(shown),
    load: async () => named(await api.users.show.query({ id })),
    save,
    keys: [['user'], ['users']],
  });
  return (
    <Card id="settings" title="Account">
      <EditForm id="user" submit="Save" mutation={mutation} read={reader(givesRoles)} onConflict={fillAnew}>
        <Fragment key={edition}>
          <TextField name="username" label="User name" value={user.username} required />
          <TextField name="name" label="Name" value={user.name} />
          <TextField name="email" label="E-mail address" type="email" value={user.email} />
          <CheckField name="emailVerified" label="The address is known to be theirs" checked={user.emailVerified} />
          {givesRoles && (
            <SelectField
              name="role"
              label="Role"
              value={user.role ?? ''}
              options={roleOptions}
              help="Needs a sign-in of the last minutes with a second factor."
            />
          )}
        </Fragment>
      </EditForm>
    </Card>
  );
};

const User = ({ user }: { readonly user: UserView }) => {
  const { person } = useSession();
  const isChangeable = mayChange(person.role, 'users') && user.state !== 'deleting';
  return (
    <>
      <PageHead title={user.profile.name ?? user.username} back={{ to: '/users', label: 'Users' }}>
        {user.role !== undefined && <Badge tone="notice">{user.role}</Badge>}
        <Badge tone={stateTones[user.state]}>{user.state}</Badge>
      </PageHead>
      <div className="flex flex-col gap-5">
        <Card id="facts">
          <Facts
            facts={[
              [
                'Subject',
                <code key="id" className="select-all font-mono">
                  {user.id}
                </code>,
              ],
              ['Password', user.hasPassword ? <Moment key="password" at={user.passwordChangedAt} /> : 'none'],
              ['Added', <Moment key="created" at={user.createdAt} />],
              ['Changed', <Moment key="updated" at={user.updatedAt} />],
            ]}
          />
        </Card>
        {isChangeable && <UserAccess user={user} />}
        {isChangeable && <UserSettings key={`${user.state} ${user.passwordChangedAt}`} user={user} />}
        <UserFactors user={user} isChangeable={isChangeable} />
        <UserSessions user={user} isChangeable={isChangeable} />
        <UserConsents user={user} isChangeable={isChangeable} />
        <UserAppPasswords user={user} isChangeable={isChangeable} />
        <UserLinks user={user} isChangeable={isChangeable} />
        <div className="flex flex-wrap gap-2">
          <LinkButton look="plain" to="/tokens" search={{ user: user.id }}>
            Their tokens
          </LinkButton>
          <LinkButton look="plain" to="/audit" search={{ target: user.id }}>
            What happened to it
          </LinkButton>
        </div>
        {isChangeable && person.id !== user.id && <RemoveUser user={user} />}
      </div>
    </>
  );
};

export const UserPage = () => {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({ queryKey: ['user', id], queryFn: () => api.users.show.query({ id }) });
  return <Loaded query={query}>{(user) => <User user={user} />}</Loaded>;
};
