import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type Inputs } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { ShownOnce } from '../../parts/copy-text.tsx';
import { EditForm } from '../../parts/edit-form.tsx';
import { CheckField, SelectField, TextField } from '../../parts/field.tsx';
import type { FormValues } from '../../parts/form-values.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useSession } from '../../shell/session-context.ts';
import { roleOf, roleOptions } from './roles.ts';

type NewUser = Inputs['users']['add'];

const read = (values: FormValues): NewUser => {
  const email = values.text('email');
  const name = values.text('name');
  const role = roleOf(values.text('role'));
  return {
    username: values.text('username') ?? '',
    ...(email === undefined ? {} : { email, emailVerified: values.checked('emailVerified') }),
    ...(name === undefined ? {} : { profile: { name } }),
    ...(role === undefined ? {} : { role }),
    password: { generate: true },
  };
};

export const NewUserPage = () => {
  const { person } = useSession();
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (wanted: NewUser) => api.users.add.mutate(wanted),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['users'] }),
  });
  const back = { to: '/users', label: 'Users' };
  if (mutation.data !== undefined) {
    const { account, password } = mutation.data;
    return (
      <>
        <PageHead title={`${account.username} can sign in`} back={back} />
        <div className="flex flex-col items-start gap-5">
          {password !== undefined && <ShownOnce id="new-password" label="Password" text={password} />}
          <LinkButton id="to-user" to={`/users/${account.id}`}>
            To the user
          </LinkButton>
        </div>
      </>
    );
  }
  return (
    <>
      <PageHead title="Add a user" back={back} />
      <Card>
        <EditForm id="new-user" submit="Add" mutation={mutation} read={read}>
          <TextField name="username" label="User name" required help="What the person types to sign in." />
          <TextField name="name" label="Name" />
          <TextField name="email" label="E-mail address" type="email" />
          <CheckField name="emailVerified" label="The address is known to be theirs" />
          {person.role === 'owner' && (
            <SelectField
              name="role"
              label="Role"
              value=""
              options={roleOptions}
              help="What they may do in this console."
            />
          )}
          <p className="text-muted text-sm">A password is made and shown once.</p>
        </EditForm>
      </Card>
    </>
  );
};
