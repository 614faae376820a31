import { useNavigate, useSearch } from '@tanstack/react-router';
import { api } from '../../api/api.ts';
import { Empty } from '../../parts/card.tsx';
import { Loaded } from '../../parts/loading.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { usePages } from '../../parts/pages-of.ts';
import { DeliveryView } from './delivery-view.tsx';

const REFRESH_MS = 5_000;

interface Filter {
  readonly kind?: string;
  readonly state?: 'waiting' | 'dead';
}

const states: readonly (readonly [state: Filter['state'] | undefined, label: string])[] = [
  [undefined, 'All'],
  ['waiting', 'Waiting'],
  ['dead', 'Given up'],
];

const filterOf = ({ kind, state }: Readonly<Record<string, unknown>>): Filter => ({
  ...(typeof kind === 'string' && kind !== '' ? { kind } : {}),
  ...(state === 'waiting' || state === 'dead' ? { state } : {}),
});

const StateChoice = ({ filter }: { readonly filter: Filter }) => {
  const navigate = useNavigate();
  return (
    <fieldset className="mb-4 inline-flex flex-wrap rounded-xl border border-line bg-card p-1">
      <legend className="sr-only">Which deliveries</legend>
      {states.map(([state, label]) => (
        <label
          key={label}
          className="inline-flex min-h-9 cursor-pointer items-center rounded-lg px-3 text-muted text-sm has-checked:bg-tint has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            id={`state-${state ?? 'all'}`}
            type="radio"
            name="state"
            className="sr-only"
            checked={filter.state === state}
            onChange={() => void navigate({ to: '/outbox', search: filterOf({ ...filter, state }) })}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
};

const Nothing = ({ filter }: { readonly filter: Filter }) => (
  <Empty title={filter.state === 'dead' ? 'Nothing was given up' : 'Nothing waits to be delivered'}>
    <p>
      Mail and the news that a session ended wait here until they have arrived. What arrived is forgotten; what could
      not be delivered stays for a week, with the reason.
    </p>
  </Empty>
);

/** What is to reach the outside: its state, its attempts and what went wrong, never what it says. */
export const OutboxPage = () => {
  const filter = filterOf(useSearch({ strict: false }));
  const query = usePages({
    key: ['outbox', filter],
    load: (page) => api.outbox.list.query({ ...page, ...filter }),
    refreshMs: REFRESH_MS,
  });
  return (
    <>
      <PageHead
        title="Outbox"
        text="Mail and notices of sessions that ended, until they have arrived. What they say is never shown."
      />
      <StateChoice filter={filter} />
      <Loaded query={query}>
        {(deliveries) =>
          deliveries.length === 0 ? (
            <Nothing filter={filter} />
          ) : (
            <>
              <ul
                id="deliveries"
                aria-label="Deliveries"
                className="divide-y divide-line rounded-2xl border border-line bg-card"
              >
                {deliveries.map((delivery) => (
                  <DeliveryView key={delivery.id} delivery={delivery} />
                ))}
              </ul>
              <MoreButton query={query} />
            </>
          )
        }
      </Loaded>
    </>
  );
};
