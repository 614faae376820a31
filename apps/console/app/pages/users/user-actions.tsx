import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, type UserView } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { ShownOnce } from '../../parts/copy-text.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { RowList } from '../../parts/row-list.tsx';

const useRefresh = () => {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['user'] }),
      queries.invalidateQueries({ queryKey: ['users'] }),
    ]);
};

/** Stops somebody, or lets them in again. */
export const UserAccess = ({ user }: { readonly user: UserView }) => {
  const refresh = useRefresh();
  const wanted = user.state === 'active' ? 'locked' : 'active';
  const lock = useMutation({
    mutationFn: () => api.users.modify.mutate({ id: user.id, version: user.version, state: wanted }),
    onSuccess: refresh,
  });
  const reset = useMutation({
    mutationFn: () => api.users.setPassword.mutate({ id: user.id, password: { generate: true } }),
    onSuccess: refresh,
  });
  return (
    <Card id="access" title="Access">
      <div className="flex flex-col gap-4">
        {reset.data?.password !== undefined && (
          <ShownOnce id="new-password" label="New password" text={reset.data.password} />
        )}
        <div className="flex flex-wrap gap-2">
          <Confirm
            id="lock"
            label={wanted === 'locked' ? 'Lock' : 'Let in again'}
            look={wanted === 'locked' ? 'danger' : 'plain'}
            title={wanted === 'locked' ? `Lock ${user.username}?` : `Let ${user.username} in again?`}
            mutation={lock}
          >
            <p>
              {wanted === 'locked'
                ? 'They are signed out everywhere at once and cannot sign in. Nothing is lost.'
                : 'They can sign in again.'}
            </p>
          </Confirm>
          <Confirm
            id="reset-password"
            label="Make a new password"
            look="plain"
            title="Make a new password?"
            mutation={reset}
          >
            <p>The present one is good for nothing any more, and what was begun with it ends.</p>
          </Confirm>
        </div>
      </div>
    </Card>
  );
};

/** Accounts at identity providers that this person signs in with. */
export const UserLinks = ({ user }: { readonly user: UserView }) => {
  const query = useQuery({ queryKey: ['links', user.id], queryFn: () => api.users.links.query({ id: user.id }) });
  return (
    <Card id="links" title="Identity providers">
      <Loaded query={query}>
        {(links) =>
          links.length === 0 ? (
            <p className="text-muted text-sm">This person signs in by no identity provider.</p>
          ) : (
            <RowList
              id="user-links"
              label="Identity providers"
              rows={links.map(({ providerId, label, subject, usedAt }) => ({
                key: providerId,
                title: providerId,
                subtitle: label ?? subject,
                aside: <Moment at={usedAt} />,
              }))}
            />
          )
        }
      </Loaded>
    </Card>
  );
};

export const RemoveUser = ({ user }: { readonly user: UserView }) => {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => api.users.remove.mutate({ id: user.id }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['users'] });
      await navigate({ to: '/users' });
    },
  });
  return (
    <Card title="Remove" text="It cannot be undone. To keep somebody out, lock the account instead.">
      <Confirm id="remove-user" label="Remove the user" title={`Remove ${user.username}?`} mutation={remove}>
        <p>The account, its sign-ins and everything that it allowed are gone.</p>
      </Confirm>
    </Card>
  );
};
