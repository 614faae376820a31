import { useNavigate } from '@tanstack/react-router';
import { api, type UserView } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';

export const RemoveUser = ({ user }: { readonly user: UserView }) => {
  const navigate = useNavigate();
  return (
    <Card title="Remove" text="It cannot be undone. To keep somebody out, lock the account instead.">
      <ConfirmedAct
        id="remove-user"
        label="Remove the user"
        title={`Remove ${user.username}?`}
        act={async () => {
          await api.users.remove.mutate({ id: user.id });
          await navigate({ to: '/users' });
        }}
        keys={[['users']]}
      >
        <p>The account, its sign-ins and everything that it allowed are gone.</p>
      </ConfirmedAct>
    </Card>
  );
};
