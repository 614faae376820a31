import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export interface Row {
  readonly key: string;
  /** Where it leads, if anywhere. */
  readonly to?: string;
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
}

const LINK = 'wrap-anywhere font-medium after:absolute after:inset-0 after:rounded-xl group-hover:underline';

const RowView = ({ to, title, subtitle, aside, actions }: Row) => (
  <li className="group relative flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3 hover:bg-tint">
    <div className="min-w-0 flex-1 basis-60">
      {to === undefined ? (
        <p className="wrap-anywhere font-medium">{title}</p>
      ) : (
        <Link to={to} className={LINK}>
          {title}
        </Link>
      )}
      {subtitle !== undefined && <div className="wrap-anywhere mt-0.5 text-muted text-sm">{subtitle}</div>}
    </div>
    {aside !== undefined && <div className="flex flex-wrap items-center gap-2 text-muted text-sm">{aside}</div>}
    {actions !== undefined && <div className="relative flex flex-wrap gap-2">{actions}</div>}
  </li>
);

export const RowList = ({
  id,
  label,
  rows,
}: {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly Row[];
}) => (
  <ul
    id={id}
    aria-label={label}
    className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-card"
  >
    {rows.map(({ key, ...row }) => (
      <RowView key={key} {...row} />
    ))}
  </ul>
);
