import { useState } from 'react';
import { api, type ClientView } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge } from '../../parts/badge.tsx';
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
import { kindOf } from './client-kinds.ts';

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

export const ClientsPage = () => {
  const { person } = useSession();
  const [text, setText] = useState('');
  const search = useSettled(text.trim());
  const query = usePages({
    key: ['clients', search],
    load: (page) => api.clients.list.query({ ...page, ...(search === '' ? {} : { search }) }),
  });
  return (
    <>
      <PageHead title="Clients" text="Software that gets tokens from this server.">
        {mayChange(person.role, 'others') && (
          <LinkButton id="add-client" to="/clients/new">
            Register a client
          </LinkButton>
        )}
      </PageHead>
      <Loaded query={query}>
        {(clients) =>
          clients.length === 0 && search === '' ? (
            <NoClients />
          ) : (
            <>
              <SearchField label="Search by name, id or scope" value={text} onChange={setText} />
              {clients.length > 0 ? (
                <RowList id="clients" label="Clients" rows={clients.map(rowOf)} />
              ) : (
                <Empty title="No client is called so">
                  <p>The beginning of a word is enough: of a name, an id or a scope.</p>
                </Empty>
              )}
              <MoreButton query={query} />
            </>
          )
        }
      </Loaded>
    </>
  );
};
