import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, type Outputs } from '../../api/api.ts';
import { inWords } from './numbers.ts';

type Figures = Outputs['stats']['figures'];

const upTo = (value: number, most: number): string => (value < most ? inWords(value) : `${inWords(value)} or more`);

const counted: readonly (readonly [to: string, label: string, value: (figures: Figures) => string])[] = [
  ['/clients', 'Clients', ({ clients }) => inWords(clients)],
  ['/users', 'Users', ({ accounts }) => inWords(accounts)],
  ['/tokens', 'Live access tokens', (figures) => upTo(figures.liveTokens, figures.countedUpTo.tokens)],
  ['/users', 'Signed-in browsers', (figures) => upTo(figures.liveSessions, figures.countedUpTo.sessions)],
];

/** How much there is of what this server keeps. */
export const Counts = () => {
  const { data, error } = useQuery({ queryKey: ['figures'], queryFn: () => api.stats.figures.query() });
  return (
    <div id="counts" className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      {counted.map(([to, label, value]) => (
        <Link key={label} to={to} className="rounded-2xl border border-line bg-card p-5 hover:bg-tint">
          <span className="block text-muted text-sm">{label}</span>
          <span className="mt-1 block font-semibold text-2xl tabular-nums">
            {data === undefined ? (error === null ? '…' : '–') : value(data)}
          </span>
        </Link>
      ))}
    </div>
  );
};
