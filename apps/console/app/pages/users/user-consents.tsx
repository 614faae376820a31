import { api, type Outputs, type UserView } from '../../api/api.ts';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { ListCard } from '../../parts/list-card.tsx';
import { Moment } from '../../parts/moment.tsx';
import type { Row } from '../../parts/row-list.tsx';
import { type UserPart, userListKey, useUserList } from './user-lists.ts';

type Allowed = Outputs['grants']['list']['items'][number];

const TakeBack = ({ user, allowed }: { readonly user: UserView; readonly allowed: Allowed }) => (
  <ConfirmedAct
    id={`take-back-${allowed.clientId}`}
    label="Take back"
    about={allowed.name}
    title={`Take back what ${user.username} allowed ${allowed.name}?`}
    act={() => api.grants.revoke.mutate({ user: user.id, clientId: allowed.clientId })}
    keys={[userListKey(user.id, 'consents'), ['grants'], ['tokens']]}
  >
    <p>Its tokens for them end at once, and it must ask again.</p>
  </ConfirmedAct>
);

const rowOf = (allowed: Allowed, { user, isChangeable }: UserPart): Row => ({
  key: allowed.clientId,
  to: `/clients/${encodeURIComponent(allowed.clientId)}`,
  title: allowed.name,
  subtitle: allowed.scopes.join(' '),
  aside: (
    <span>
      since <Moment at={allowed.since} />
    </span>
  ),
  ...(isChangeable ? { actions: <TakeBack user={user} allowed={allowed} /> } : {}),
});

/** What somebody has allowed which client. */
export const UserConsents = (part: UserPart) => {
  const { user } = part;
  const query = useUserList(
    user.id,
    'consents',
    async () => (await api.grants.list.query({ user: user.id, limit: 1000 })).items,
  );
  return (
    <ListCard
      id="consents"
      title="Consents"
      query={query}
      rowOf={(allowed) => rowOf(allowed, part)}
      none="They have allowed no client anything, and are signed in to none."
    />
  );
};
