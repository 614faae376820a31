import { Link, useSearch } from '@tanstack/react-router';
import { api, type Outputs } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Card, Empty } from '../../parts/card.tsx';
import { type BulkAct, ChoosingList } from '../../parts/choosing-list.tsx';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { ExportButtons } from '../../parts/export-buttons.tsx';
import { FilterForm } from '../../parts/filter-form.tsx';
import { filterIn } from '../../parts/filter-in.ts';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { type ListPage, usePages } from '../../parts/pages-of.ts';
import type { Row } from '../../parts/row-list.tsx';
import { useSession } from '../../shell/session-context.ts';

type Consent = Outputs['grants']['list']['items'][number];
type Filter = Readonly<Partial<Record<'user' | 'client', string>>>;

const TakeBack = ({ consent: { accountId, clientId, name } }: { readonly consent: Consent }) => (
  <ConfirmedAct
    id={`take-back-${accountId}-${clientId}`}
    label="Take back"
    about={`${name}, ${accountId}`}
    title={`Take back what was allowed ${name}?`}
    act={() => api.grants.revoke.mutate({ user: accountId, clientId })}
    keys={[['consents'], ['user-lists'], ['tokens']]}
  >
    <p>Its tokens for this person end at once, and it must ask again.</p>
  </ConfirmedAct>
);

const rowOf = (consent: Consent, isChangeable: boolean): Row => {
  const { accountId, clientId, name, scopes, since, lastUsedAt } = consent;
  return {
    key: `${accountId} ${clientId}`,
    title: name,
    subtitle: (
      <>
        <Link to="/users/$id" params={{ id: accountId }} className="font-mono text-accent text-xs hover:underline">
          {accountId}
        </Link>{' '}
        {scopes.join(' ')}
      </>
    ),
    aside: (
      <span>
        since <Moment at={since} />
        {lastUsedAt !== undefined && (
          <>
            , used <Moment at={lastUsedAt} />
          </>
        )}
      </span>
    ),
    ...(isChangeable ? { actions: <TakeBack consent={consent} /> } : {}),
  };
};

const acts: readonly BulkAct<Consent>[] = [
  {
    id: 'take-back',
    label: 'Take back',
    text: 'The tokens of the clients for these people end at once, and they must ask again.',
    act: ({ accountId, clientId }) => api.grants.revoke.mutate({ user: accountId, clientId }),
  },
];

const Found = ({ filter: { user, client } }: { readonly filter: Filter }) => {
  const { person } = useSession();
  const isChangeable = mayChange(person.role, 'users');
  const whose = user === undefined ? { clientId: client ?? '' } : { user };
  const load = (page: ListPage) => api.grants.list.query({ ...whose, ...page });
  const query = usePages({ key: ['consents', whose], load });
  return (
    <Loaded query={query}>
      {(all) => {
        const consents = all.filter(({ clientId }) => client === undefined || clientId === client);
        return consents.length === 0 ? (
          <Empty title="Nothing is allowed">
            <p>Nobody has agreed to that, and no sign-in of that kind still stands.</p>
          </Empty>
        ) : (
          <ChoosingList
            id="consents"
            label="Consents"
            items={consents}
            rowOf={(consent) => rowOf(consent, isChangeable)}
            acts={isChangeable ? acts : []}
            keys={[['consents'], ['user-lists'], ['tokens']]}
            query={query}
            tools={<ExportButtons name="consents" load={load} />}
          />
        );
      }}
    </Loaded>
  );
};

/** What people have allowed clients. */
export const ConsentsPage = () => {
  const filter = filterIn(useSearch({ strict: false }), ['user', 'client']);
  return (
    <>
      <PageHead
        title="Consents"
        text="What people have allowed clients, by an agreement or a sign-in that still stands."
      />
      <div className="flex flex-col gap-5">
        <Card>
          <FilterForm
            id="consent-filter"
            to="/consents"
            fields={[
              { name: 'user', label: 'Of whom', placeholder: 'User name, e-mail address or id' },
              { name: 'client', label: 'For which client', placeholder: 'Client id' },
            ]}
            filter={filter}
            submit="Show"
          />
        </Card>
        {Object.keys(filter).length === 0 ? (
          <Empty title="Of whom, or for which client?">
            <p>
              A person agrees once to what a client asks for; what they agreed to stands until they or you take it back.
              Then the client’s tokens for them end at once, and it must ask again.
            </p>
          </Empty>
        ) : (
          <Found filter={filter} />
        )}
      </div>
    </>
  );
};
