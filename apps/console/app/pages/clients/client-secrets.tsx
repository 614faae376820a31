import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, type ClientView } from '../../api/api.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { ShownOnce } from '../../parts/copy-text.tsx';
import { Moment } from '../../parts/moment.tsx';

const KEEP_OLD_SECONDS = 24 * 3600;

const Secrets = ({ secrets }: Pick<ClientView, 'secrets'>) => (
  <ul className="flex flex-col gap-2 text-sm">
    {secrets.map(({ id, createdAt, expiresAt }, index) => (
      <li key={id} className="flex flex-wrap items-center gap-3">
        <code className="wrap-anywhere font-mono text-xs">{id}</code>
        <span className="text-muted">
          made <Moment at={createdAt} />
        </span>
        {index === 0 && expiresAt === undefined && <Badge tone="good">current</Badge>}
        {expiresAt !== undefined && (
          <Badge tone="notice">
            ends <Moment at={expiresAt} />
          </Badge>
        )}
      </li>
    ))}
  </ul>
);

/** Rotates the secret without an outage: the old one lives on for a day. */
export const ClientSecrets = ({ client }: { readonly client: ClientView }) => {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['client', client.id] });
  const reset = useMutation({
    mutationFn: () => api.clients.resetSecret.mutate({ id: client.id, keepOldSeconds: KEEP_OLD_SECONDS }),
    onSuccess,
  });
  const drop = useMutation({ mutationFn: () => api.clients.dropOldSecrets.mutate({ id: client.id }), onSuccess });
  return (
    <Card
      id="secrets"
      title="Secrets"
      text="A client has at most two, so that it changes to the new one without an outage."
    >
      <div className="flex flex-col gap-4">
        <Secrets secrets={client.secrets} />
        {reset.data?.secret !== undefined && (
          <ShownOnce id="new-secret" label="New client secret" text={reset.data.secret} />
        )}
        <div className="flex flex-wrap gap-2">
          <Confirm
            id="rotate-secret"
            label="Make a new secret"
            look="plain"
            title="Make a new secret?"
            mutation={reset}
          >
            <p>The present secret stays good for a day, so that the client can change to the new one.</p>
          </Confirm>
          {client.secrets.length > 1 && (
            <Confirm id="drop-secrets" label="End the old one now" title="End the old secret?" mutation={drop}>
              <p>Whoever still uses it is refused from now on.</p>
            </Confirm>
          )}
        </div>
      </div>
    </Card>
  );
};
