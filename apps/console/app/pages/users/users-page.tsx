import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type UserView } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Empty } from '../../parts/card.tsx';
import { type BulkAct, ChoosingList } from '../../parts/choosing-list.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { filterIn } from '../../parts/filter-in.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { ListSearch } from '../../parts/list-search.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type ListPage, usePages } from '../../parts/pages-of.ts';
import { useSettled } from '../../parts/use-settled.ts';
import { useSession } from '../../shell/session-context.ts';
import { roleOf } from './roles.ts';

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

const narrowings = [
  {
    name: 'state',
    label: 'State',
    options: [
      ['active', 'active'],
      ['locked', 'locked'],
      ['disabled', 'disabled'],
      ['deleting', 'deleting'],
    ],
  },
  {
    name: 'role',
    label: 'Role',
    options: [
      ['owner', 'owner'],
      ['admin', 'admin'],
      ['support', 'support'],
      ['auditor', 'auditor'],
    ],
  },
] as const;

const states = ['active', 'locked', 'disabled', 'deleting'] as const;

/** What can be done with several people at once, by somebody who is none of them. */
const actsFor = (own: string): readonly BulkAct<UserView>[] => [
  {
    id: 'lock',
    label: 'Lock',
    text: 'They are signed out everywhere at once and cannot sign in. Nothing is lost.',
    fits: ({ id, state }) => id !== own && state === 'active',
    act: ({ id, version }) => api.users.modify.mutate({ id, version, state: 'locked' }),
  },
  {
    id: 'let-in',
    label: 'Let in again',
    look: 'plain',
    text: 'They can sign in again. What ended stays ended.',
    fits: ({ state }) => state === 'locked' || state === 'disabled',
    act: ({ id, version }) => api.users.modify.mutate({ id, version, state: 'active' }),
  },
  {
    id: 'sign-out',
    label: 'Sign out everywhere',
    look: 'plain',
    text: 'Every session of theirs ends at once, and what applications got by it.',
    fits: ({ id, state }) => id !== own && state === 'active',
    act: ({ id }) => api.sessions.endAll.mutate({ user: id }),
  },
];

export const UsersPage = () => {
  const { person } = useSession();
  const [text, setText] = useState('');
  const search = useSettled(text.trim());
  const filter = filterIn(useSearch({ strict: false }), ['state', 'role']);
  const state = states.find((known) => known === filter.state);
  const role = roleOf(filter.role);
  const wanted = {
    ...(search === '' ? {} : { search }),
    ...(state === undefined ? {} : { state }),
    ...(role === undefined ? {} : { role }),
  };
  const load = (page: ListPage) => api.users.list.query({ ...page, ...wanted });
  const query = usePages({ key: ['users', wanted], load });
  const isChangeable = mayChange(person.role, 'users');
  return (
    <>
      <PageHead title="Users" text="People who sign in here.">
        {isChangeable && (
          <LinkButton id="add-user" to="/users/new">
            Add a user
          </LinkButton>
        )}
      </PageHead>
      <ListSearch
        label="Search by name, user name or e-mail address"
        text={text}
        onText={setText}
        to="/users"
        narrowings={narrowings}
        filter={filter}
      />
      <Loaded query={query}>
        {(users) =>
          users.length > 0 ? (
            <ChoosingList
              id="users"
              label="Users"
              items={users}
              rowOf={rowOf}
              acts={isChangeable ? actsFor(person.id) : []}
              keys={[['users'], ['user'], ['user-lists'], ['sessions']]}
              query={query}
              tools={<ExportButtons name="users" load={load} />}
            />
          ) : (
            <Empty title="Nobody is called so">
              <p>The beginning of a word is enough: of a name, a user name or an e-mail address.</p>
            </Empty>
          )
        }
      </Loaded>
    </>
  );
};
