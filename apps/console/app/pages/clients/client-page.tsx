import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { api, type ClientView } from '../../api/api.ts';
import { mayChange } from '../../api/rights.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { Facts, Words } from '../../parts/facts.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useSession } from '../../shell/session-context.ts';
import { isBuiltIn, kindOf } from './client-kinds.ts';
import { ClientSecrets } from './client-secrets.tsx';
import { ClientSettings } from './client-settings.tsx';
import { ClientSnippets } from './client-snippets.tsx';
import { ClientTest } from './client-test.tsx';

const ClientFacts = ({ client }: { readonly client: ClientView }) => (
  <Card id="facts">
    <Facts
      facts={[
        [
          'Client id',
          <code key="id" className="select-all font-mono">
            {client.id}
          </code>,
        ],
        [
          'Proves itself by',
          <code key="method" className="font-mono">
            {client.authMethod}
          </code>,
        ],
        ['Grants', <Words key="grants" of={client.grantTypes} />],
        ['Scopes', <Words key="scopes" of={client.scopes} />],
        ['Registered', <Moment key="created" at={client.createdAt} />],
        ['Changed', <Moment key="updated" at={client.updatedAt} />],
      ]}
    />
  </Card>
);

const RemoveClient = ({ client }: { readonly client: ClientView }) => {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => api.clients.remove.mutate({ id: client.id }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['clients'] });
      await navigate({ to: '/clients' });
    },
  });
  return (
    <Card title="Remove" text="It cannot be undone. To try it first, switch the client off instead.">
      <Confirm id="remove-client" label="Remove the client" title={`Remove ${client.name}?`} mutation={remove}>
        <p>Its tokens end at once, and its id and secret are good for nothing any more.</p>
      </Confirm>
    </Card>
  );
};

const Client = ({ client }: { readonly client: ClientView }) => {
  const { person } = useSession();
  const isChangeable = mayChange(person.role, 'others') && !isBuiltIn(client);
  return (
    <>
      <PageHead title={client.name} back={{ to: '/clients', label: 'Clients' }}>
        <Badge>{kindOf(client)}</Badge>
        {client.enabled ? <Badge tone="good">enabled</Badge> : <Badge tone="danger">disabled</Badge>}
      </PageHead>
      <div className="flex flex-col gap-5">
        {isBuiltIn(client) && (
          <p className="text-muted text-sm">This is the console itself: it is kept as it must be.</p>
        )}
        <ClientFacts client={client} />
        {isChangeable && client.authMethod.startsWith('client_secret') && <ClientSecrets client={client} />}
        {isChangeable && <ClientSettings key={client.secrets.map((secret) => secret.id).join()} client={client} />}
        {!isBuiltIn(client) && <ClientTest client={client} />}
        {!isBuiltIn(client) && <ClientSnippets client={client} secret={undefined} />}
        <div className="flex flex-wrap gap-2">
          <LinkButton look="plain" to="/tokens" search={{ client: client.id }}>
            Its tokens
          </LinkButton>
          {!isBuiltIn(client) && (
            <LinkButton look="plain" to={`/branding/${encodeURIComponent(client.id)}`}>
              What people see
            </LinkButton>
          )}
          <LinkButton look="plain" to="/consents" search={{ client: client.id }}>
            Who has allowed it what
          </LinkButton>
          <LinkButton look="plain" to="/audit" search={{ target: client.id }}>
            What happened to it
          </LinkButton>
        </div>
        {isChangeable && <RemoveClient client={client} />}
      </div>
    </>
  );
};

export const ClientPage = () => {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({ queryKey: ['client', id], queryFn: () => api.clients.show.query({ id }) });
  return <Loaded query={query}>{(client) => <Client client={client} />}</Loaded>;
};
