import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type ClientView } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge } from '../../parts/badge.tsx';
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
import { isBuiltIn, kindOf } from './client-kinds.ts';

const rowOf = (client: ClientView) => ({
  key: client.id,
  to: `/clients/${encodeURIComponent(client.id)}`,
  title: client.name,
  subtitle: <span className="font-mono text-xs">{client.id}</span>,
  aside: (
    <>
      <Badge>{kindOf(client)}</Badge>
      {client.provenance !== 'operator' && <Badge tone="notice">registered itself</Badge>}
      {!client.enabled && <Badge tone="danger">disabled</Badge>}
    </>
  ),
});

const NoClients = () => (
  <Empty title="No client yet">
    <p>
      A client is software that gets tokens: a web application that people sign in to, a service that calls an API, a
      command line, a device. Register one and it can ask for its first token at once.
    </p>
    <LinkButton to="/clients/new">Register a client</LinkButton>
  </Empty>
);

const narrowings = [
  {
    name: 'enabled',
    label: 'State',
    options: [
      ['yes', 'enabled'],
      ['no', 'disabled'],
    ],
  },
  {
    name: 'provenance',
    label: 'Registered by',
    options: [
      ['operator', 'an administrator'],
      ['dynamic', 'itself'],
      ['document', 'its document'],
    ],
  },
] as const;

const provenances = ['operator', 'dynamic', 'document'] as const;

const switchTo = ({ id, version }: ClientView, enabled: boolean) => api.clients.modify.mutate({ id, version, enabled });

const acts: readonly BulkAct<ClientView>[] = [
  {
    id: 'disable',
    label: 'Disable',
    text: 'They get nothing any more, and their tokens end at once. Nothing is lost.',
    fits: (client) => client.enabled && !isBuiltIn(client),
    act: (client) => switchTo(client, false),
  },
  {
    id: 'enable',
    label: 'Enable',
    look: 'plain',
    text: 'They get tokens again.',
    fits: ({ enabled }) => !enabled,
    act: (client) => switchTo(client, true),
  },
  {
    id: 'revoke-tokens',
    label: 'Revoke their tokens',
    text: 'Whoever holds one is refused from now on. With a refresh token they get another.',
    fits: (client) => !isBuiltIn(client),
    act: ({ id }) => api.tokens.revokeAll.mutate({ clientId: id }),
  },
];

export const ClientsPage = () => {
  const { person } = useSession();
  const [text, setText] = useState('');
  const search = useSettled(text.trim());
  const filter = filterIn(useSearch({ strict: false }), ['enabled', 'provenance']);
  const provenance = provenances.find((known) => known === filter.provenance);
  const wanted = {
    ...(search === '' ? {} : { search }),
    ...(filter.enabled === undefined ? {} : { enabled: filter.enabled === 'yes' }),
    ...(provenance === undefined ? {} : { provenance }),
  };
  const load = (page: ListPage) => api.clients.list.query({ ...page, ...wanted });
  const query = usePages({ key: ['clients', wanted], load });
  const isChangeable = mayChange(person.role, 'others');
  return (
    <>
      <PageHead title="Clients" text="Software that gets tokens from this server.">
        {isChangeable && (
          <LinkButton id="add-client" to="/clients/new">
            Register a client
          </LinkButton>
        )}
      </PageHead>
      <ListSearch
        label="Search by name, id or scope"
        text={text}
        onText={setText}
        to="/clients"
        narrowings={narrowings}
        filter={filter}
      />
      <Loaded query={query}>
        {(clients) => {
          if (clients.length > 0)
            return (
              <ChoosingList
                id="clients"
                label="Clients"
                items={clients}
                rowOf={rowOf}
                acts={isChangeable ? acts : []}
                keys={[['clients'], ['client'], ['tokens']]}
                query={query}
                tools={<ExportButtons name="clients" load={load} />}
              />
            );
          if (Object.keys(wanted).length === 0) return <NoClients />;
          return (
            <Empty title="No client is called so">
              <p>The beginning of a word is enough: of a name, an id or a scope.</p>
            </Empty>
          );
        }}
      </Loaded>
    </>
  );
};
