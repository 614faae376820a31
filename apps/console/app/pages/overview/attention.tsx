import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, type Outputs } from '../../api/api.ts';
import { Badge, type Tone } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { Moment } from '../../parts/moment.tsx';

type Matter = Outputs['stats']['attention'][number];

const tones: Readonly<Record<Matter['severity'], Tone>> = { danger: 'danger', warning: 'notice', notice: 'plain' };

interface Place {
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
}

/** Where it is looked at or mended. */
const placeOf = ({ kind, subject }: Matter): Place => {
  const places: Readonly<Record<Matter['kind'], Place>> = {
    secret_ends: { to: `/clients/${encodeURIComponent(subject)}` },
    key_comes: { to: '/keys' },
    key_overdue: { to: '/keys' },
    deliveries_given_up: { to: '/outbox', search: { state: 'dead', kind: subject } },
    deliveries_late: { to: '/outbox', search: { state: 'waiting', kind: subject } },
    audit_unsealed: { to: '/audit' },
    requests_failed: { to: '/explain' },
  };
  return places[kind];
};

const MatterView = ({ matter }: { readonly matter: Matter }) => (
  <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
    <Badge tone={tones[matter.severity]}>{matter.severity}</Badge>
    <div className="min-w-0 flex-1 basis-64">
      <Link
        {...placeOf(matter)}
        className="wrap-anywhere inline-flex min-h-6 items-center font-medium underline-offset-4 hover:underline"
      >
        {matter.text}
      </Link>
      <p className="wrap-anywhere text-muted">
        {matter.mend}
        {matter.at !== undefined && (
          <>
            {' · '}
            <Moment at={matter.at} />
          </>
        )}
      </p>
    </div>
  </li>
);

/** What somebody should look at, the worst first. */
export const Attention = () => {
  const query = useQuery({ queryKey: ['attention'], queryFn: () => api.stats.attention.query() });
  return (
    <Card id="attention" title="Needs attention">
      <Loaded query={query}>
        {(matters) =>
          matters.length === 0 ? (
            <p className="text-muted text-sm">
              Nothing: no secret ends soon, everything is delivered, the audit is sealed, and keys rotate by themselves.
            </p>
          ) : (
            <ul className="flex flex-col gap-3 text-sm">
              {matters.map((matter) => (
                <MatterView key={`${matter.kind}-${matter.subject}-${matter.at}`} matter={matter} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
};
