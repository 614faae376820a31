import { Link, useSearch } from '@tanstack/react-router';
import { api } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Card, Empty } from '../../parts/card.tsx';
import { type BulkAct, ChoosingList } from '../../parts/choosing-list.tsx';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { FilterForm } from '../../parts/filter-form.tsx';
import { filterIn } from '../../parts/filter-in.ts';
import { Loaded } from '../../parts/loading.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type ListPage, usePages } from '../../parts/pages-of.ts';
import { useSession } from '../../shell/session-context.ts';
import { type BrowserSession, sessionRow } from './session-rows.tsx';

const rowOf = (session: BrowserSession, isChangeable: boolean) => {
  const { subtitle, ...row } = sessionRow(session, isChangeable);
  const { accountId } = session;
  return {
    ...row,
    subtitle: (
      <>
        <Link to="/users/$id" params={{ id: accountId }} className="font-mono text-accent text-xs hover:underline">
          {accountId}
        </Link>{' '}
        {subtitle}
      </>
    ),
  };
};

const EndAll = ({ user }: { readonly user: string }) => (
  <ConfirmedAct
    id="end-sessions"
    label="Sign out everywhere"
    title={`Sign ${user} out everywhere?`}
    act={() => api.sessions.endAll.mutate({ user })}
    keys={[['user-lists'], ['sessions']]}
  >
    <p>Every session ends at once, and what applications got by it.</p>
  </ConfirmedAct>
);

const acts: readonly BulkAct<BrowserSession>[] = [
  {
    id: 'end',
    label: 'Sign out',
    text: 'The sessions end at once, and applications that listen are told.',
    act: ({ accountId, id }) => api.sessions.end.mutate({ user: accountId, id }),
  },
];

/** The browsers that people are signed in on. */
export const SessionsPage = () => {
  const { person } = useSession();
  const isChangeable = mayChange(person.role, 'users');
  const filter = filterIn(useSearch({ strict: false }), ['user']);
  const load = (page: ListPage) => api.sessions.list.query({ ...filter, ...page });
  const query = usePages({ key: ['sessions', filter], load });
  return (
    <>
      <PageHead title="Sessions" text="Browsers that people are signed in on now, newest first.">
        {isChangeable && filter.user !== undefined && <EndAll user={filter.user} />}
      </PageHead>
      <div className="flex flex-col gap-5">
        <Card>
          <FilterForm
            id="session-filter"
            to="/sessions"
            fields={[{ name: 'user', label: 'Of whom', placeholder: 'User name, e-mail address or id' }]}
            filter={filter}
          />
        </Card>
        <Loaded query={query}>
          {(sessions) =>
            sessions.length === 0 ? (
              <Empty title={filter.user === undefined ? 'Nobody is signed in' : 'Signed in nowhere'}>
                <p>
                  A session begins when somebody signs in on a browser. It ends by itself after a while, with a new
                  password, and here.
                </p>
              </Empty>
            ) : (
              <ChoosingList
                id="sessions"
                label="Sessions"
                items={sessions}
                rowOf={(session) => rowOf(session, isChangeable)}
                acts={isChangeable ? acts : []}
                keys={[['sessions'], ['user-lists']]}
                query={query}
                tools={<ExportButtons name="sessions" load={load} />}
              />
            )
          }
        </Loaded>
      </div>
    </>
  );
};
