import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, type Outputs } from '../../api/api.ts';
import { Card } from '../../parts/card.tsx';
import { Loaded } from '../../parts/loading.tsx';

const WEEK_SECONDS = 7 * 24 * 3600;
const MOST = 1000;

interface Matter {
  readonly key: string;
  readonly to: string;
  readonly text: string;
}

const inWords = (seconds: number): string => {
  const days = Math.floor(seconds / (24 * 3600));
  return days < 1 ? 'within a day' : `in ${days} ${days === 1 ? 'day' : 'days'}`;
};

const expiringSecrets = (clients: Outputs['clients']['list']['items'], now: number): readonly Matter[] =>
  clients.flatMap(({ id, name, secrets }) =>
    secrets
      .filter(({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt > now && expiresAt - now < WEEK_SECONDS)
      .map((secret) => ({
        key: `${id}-${secret.id}`,
        to: `/clients/${encodeURIComponent(id)}`,
        text: `An old secret of ${name} ends ${inWords((secret.expiresAt ?? now) - now)}: the client must use the new one by then`,
      })),
  );

const comingKeys = (keys: Outputs['keys']['list']['items'], now: number): readonly Matter[] =>
  keys
    .filter(({ state, activeFrom }) => state === 'next' && activeFrom - now < WEEK_SECONDS)
    .map(({ id, algorithm, activeFrom }) => ({
      key: id,
      to: '/keys',
      text: `The next ${algorithm} key starts to sign ${inWords(Math.max(0, activeFrom - now))}`,
    }));

const load = async (): Promise<readonly Matter[]> => {
  const [clients, keys] = await Promise.all([api.clients.list.query({ limit: MOST }), api.keys.list.query()]);
  const now = Math.floor(Date.now() / 1000);
  return [...expiringSecrets(clients.items, now), ...comingKeys(keys.items, now)];
};

/** What somebody should look at soon. */
export const Attention = () => {
  const query = useQuery({ queryKey: ['attention'], queryFn: load });
  return (
    <Card id="attention" title="Soon">
      <Loaded query={query}>
        {(matters) =>
          matters.length === 0 ? (
            <p className="text-muted text-sm">
              Nothing needs you this week: no secret ends, and keys rotate by themselves.
            </p>
          ) : (
            <ul className="flex flex-col gap-2 text-sm">
              {matters.map(({ key, to, text }) => (
                <li key={key}>
                  <Link
                    to={to}
                    className="inline-flex min-h-6 items-center text-accent underline-offset-4 hover:underline"
                  >
                    {text}
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
};
