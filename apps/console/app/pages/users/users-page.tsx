import { useState } from 'react';
import { api, type UserView } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Empty } from '../../parts/card.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { usePages } from '../../parts/pages-of.ts';
import { RowList } from '../../parts/row-list.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { useSettled } from '../../parts/use-settled.ts';
import { useSession } from '../../shell/session-context.ts';

export const stateTones: Readonly<Record<UserView['state'], Tone>> = {
  active: 'good',
  locked: 'danger',
  disabled: 'danger',
  deleting: 'notice',
};

const rowOf = (user: UserView) => ({
  key: user.id,
  to: `/users/${encodeURIComponent(user.id)}`,
  title: user.profile.name ?? user.username,
  subtitle: [user.username, user.email].filter((text) => text !== undefined).join(' · '),
  aside: (
    <>
      {user.role !== undefined && <Badge tone="notice">{user.role}</Badge>}
      <Badge tone={stateTones[user.state]}>{user.state}</Badge>
    </>
  ),
});

export const UsersPage = () => {
  const { person } = useSession();
  const [text, setText] = useState('');
  const search = useSettled(text.trim());
  const query = usePages({
    key: ['users', search],
    load: (page) => api.users.list.query({ ...page, ...(search === '' ? {} : { search }) }),
  });
  return (
    <>
      <PageHead title="Users" text="People who sign in here.">
        {mayChange(person.role, 'users') && (
          <LinkButton id="add-user" to="/users/new">
            Add a user
          </LinkButton>
        )}
      </PageHead>
      <Loaded query={query}>
        {(users) => (
          <>
            <SearchField label="Search by name, user name or e-mail address" value={text} onChange={setText} />
            {users.length > 0 ? (
              <RowList id="users" label="Users" rows={users.map(rowOf)} />
            ) : (
              <Empty title="Nobody is called so">
                <p>The beginning of a word is enough: of a name, a user name or an e-mail address.</p>
              </Empty>
            )}
            <MoreButton query={query} />
          </>
        )}
      </Loaded>
    </>
  );
};
