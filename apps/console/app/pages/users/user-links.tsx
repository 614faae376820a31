import { api, type Outputs, type UserView } from '../../api/api.ts';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { ListCard } from '../../parts/list-card.tsx';
import { Moment } from '../../parts/moment.tsx';
import type { Row } from '../../parts/row-list.tsx';
import { type UserPart, userListKey, useUserList } from './user-lists.ts';

type Link = Outputs['users']['links'][number];

const Unlink = ({ user, link }: { readonly user: UserView; readonly link: Link }) => (
  <ConfirmedAct
    id={`unlink-${link.providerId}`}
    label="Unlink"
    about={link.providerId}
    title={`Unlink ${user.username} from ${link.providerId}?`}
    act={() => api.users.unlink.mutate({ id: user.id, provider: link.providerId })}
    keys={[userListKey(user.id, 'links')]}
  >
    <p>They no longer sign in by it, until they link it again.</p>
  </ConfirmedAct>
);

const rowOf = (link: Link, { user, isChangeable }: UserPart): Row => ({
  key: link.providerId,
  title: link.providerId,
  subtitle: link.label ?? link.subject,
  aside: (
    <span>
      used <Moment at={link.usedAt} />
    </span>
  ),
  ...(isChangeable ? { actions: <Unlink user={user} link={link} /> } : {}),
});

/** Accounts at identity providers that somebody signs in with. */
export const UserLinks = (part: UserPart) => {
  const { user } = part;
  const query = useUserList(user.id, 'links', () => api.users.links.query({ id: user.id }));
  return (
    <ListCard
      id="links"
      title="Identity providers"
      query={query}
      rowOf={(link) => rowOf(link, part)}
      none="This person signs in by no identity provider."
    />
  );
};
