import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../api/api.ts';
import type { PageOf } from '../../parts/pages-of.ts';

const MOST = 1000;

const count = async (list: Promise<PageOf<unknown>>): Promise<string> => {
  const { items, nextCursor } = await list;
  return nextCursor === undefined ? String(items.length) : `more than ${items.length}`;
};

const counted: readonly (readonly [to: string, label: string, load: () => Promise<string>])[] = [
  ['/clients', 'Clients', () => count(api.clients.list.query({ limit: MOST }))],
  ['/users', 'Users', () => count(api.users.list.query({ limit: MOST }))],
  ['/tokens', 'Live access tokens', () => count(api.tokens.list.query({ limit: MOST }))],
  ['/resources', 'Resources', () => count(api.resources.list.query({ limit: MOST }))],
];

const Count = ({
  to,
  label,
  load,
}: {
  readonly to: string;
  readonly label: string;
  readonly load: () => Promise<string>;
}) => {
  const { data, error } = useQuery({ queryKey: ['count', label], queryFn: load });
  return (
    <Link to={to} className="rounded-2xl border border-line bg-card p-5 hover:bg-tint">
      <span className="block text-muted text-sm">{label}</span>
      <span className="mt-1 block font-semibold text-2xl tabular-nums">{data ?? (error === null ? '…' : '–')}</span>
    </Link>
  );
};

/** How much there is of what this server keeps. */
export const Counts = () => (
  <div id="counts" className="grid grid-cols-2 gap-4 lg:grid-cols-4">
    {counted.map(([to, label, load]) => (
      <Count key={to} to={to} label={label} load={load} />
    ))}
  </div>
);
