import { useState } from 'react';
import { api, type ClientView } from '../../api/api.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { ConfirmedAct } from '../../parts/confirmed-act.tsx';
import { ShownOnce } from '../../parts/copy-text.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Moment } from '../../parts/moment.tsx';
import { useAct } from '../../parts/use-act.ts';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** How long the present secret lives on: nought for one that leaked. */
const expiries: readonly (readonly [seconds: string, label: string])[] = [
  ['0', 'end at once: it leaked'],
  [String(HOUR_SECONDS), 'live on for an hour'],
  [String(DAY_SECONDS), 'live on for a day'],
  [String(7 * DAY_SECONDS), 'live on for a week'],
  [String(30 * DAY_SECONDS), 'live on for thirty days'],
];

const Secrets = ({ secrets }: Pick<ClientView, 'secrets'>) => (
  <ul id="secret-list" className="flex flex-col gap-2 text-sm">
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

/** Gives the client a new secret, and lets the present one end when whoever uses it had the time to change. */
const Rotate = ({ client, onMade }: { readonly client: ClientView; readonly onMade: (secret: string) => void }) => {
  const [keepSeconds, setKeepSeconds] = useState(DAY_SECONDS);
  const rotate = useAct(async () => {
    const { secret } = await api.clients.resetSecret.mutate({
      id: client.id,
      ...(keepSeconds === 0 ? {} : { keepOldSeconds: keepSeconds }),
    });
    if (secret !== undefined) onMade(secret);
  }, ['client', client.id]);
  return (
    <Confirm id="rotate-secret" label="Make a new secret" look="plain" title="Make a new secret?" mutation={rotate}>
      <div onChange={({ target }) => target instanceof HTMLSelectElement && setKeepSeconds(Number(target.value))}>
        <SelectField
          name="keep"
          label="The present one shall"
          value={String(keepSeconds)}
          options={expiries}
          help="Both are good until then, so that the client changes to the new one without an outage."
        />
      </div>
    </Confirm>
  );
};

export const ClientSecrets = ({ client }: { readonly client: ClientView }) => {
  const [made, setMade] = useState<string>();
  return (
    <Card
      id="secrets"
      title="Secrets"
      text="A client has at most two, so that it changes to the new one without an outage."
    >
      <div className="flex flex-col gap-4">
        <Secrets secrets={client.secrets} />
        {made !== undefined && <ShownOnce id="new-secret" label="New client secret" text={made} />}
        <div className="flex flex-wrap gap-2">
          <Rotate client={client} onMade={setMade} />
          {client.secrets.length > 1 && (
            <ConfirmedAct
              id="drop-secrets"
              label="End the old one now"
              title="End the old secret?"
              act={() => api.clients.dropOldSecrets.mutate({ id: client.id })}
              keys={[['client', client.id]]}
            >
              <p>Whoever still uses it is refused from now on.</p>
            </ConfirmedAct>
          )}
        </div>
      </div>
    </Card>
  );
};
