import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { ListCard } from '../../parts/list-card.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useSession } from '../../shell/session-context.ts';
import { BrandingEditor } from './branding-editor.tsx';

interface Whose {
  readonly clientId?: string;
}

const Edited = ({ clientId }: Whose) => {
  const { person } = useSession();
  const queries = useQueryClient();
  const [round, setRound] = useState(0);
  const query = useQuery({
    queryKey: ['branding', 'of', clientId],
    queryFn: () => api.branding.show.query({ clientId }),
  });
  return (
    <Loaded query={query}>
      {(branding) => (
        <BrandingEditor
          key={round}
          branding={branding}
          host={location.host}
          onFresh={() => void queries.invalidateQueries({ queryKey: ['branding'] }).then(() => setRound(round + 1))}
          isChangeable={mayChange(person.role, 'others')}
        />
      )}
    </Loaded>
  );
};

/** Of the issuer, with those clients that look otherwise. */
export const BrandingPage = () => {
  const clients = useQuery({ queryKey: ['branding', 'clients'], queryFn: () => api.branding.listClients.query() });
  return (
    <>
      <PageHead
        title="Branding"
        text="Name, logo, colour and words on every page that people open. A change is there within five seconds."
      />
      <div className="flex flex-col gap-5">
        <Edited />
        <ListCard
          id="branded-clients"
          title="Clients that look otherwise"
          query={clients}
          none="All clients look like the issuer. Give one a look of its own on its page."
          rowOf={({ clientId, name, accent }) => ({
            key: clientId,
            title: name ?? clientId,
            subtitle: [clientId, accent].filter((text) => text !== undefined).join(' · '),
            actions: (
              <LinkButton id={`branding-${clientId}`} look="plain" to={`/branding/${encodeURIComponent(clientId)}`}>
                Change
              </LinkButton>
            ),
          })}
        />
      </div>
    </>
  );
};

/** Of the flows of one client. */
export const ClientBrandingPage = () => {
  const { id = '' } = useParams({ strict: false });
  return (
    <>
      <PageHead
        title="Branding of a client"
        text="What is left empty is as the issuer has it."
        back={{ to: '/branding', label: 'Branding' }}
      />
      <p className="mb-5 wrap-anywhere text-muted text-sm">
        Client <code className="font-mono">{id}</code>
      </p>
      <Edited clientId={id} />
    </>
  );
};
