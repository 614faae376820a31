import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';

export interface Row {
  readonly key: string;
  /** Where it leads, if anywhere. */
  readonly to?: string;
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly aside?: ReactNode;
  readonly actions?: ReactNode;
  /** Whether it is among those that something will be done with; absent where nothing is. */
  readonly chosen?: boolean;
  readonly onChoose?: () => void;
}

interface RowListProps {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly Row[];
  /** The end of a long list is seen: the next page may come. */
  readonly onEnd?: () => void;
}

/** So many rows are drawn whether they are seen or not: a browser finds text in them. */
const DRAWN_AT_ONCE = 80;
const ROW_PX = 72;
const OVERSCAN = 12;
const NEAR_END = 20;

const LINK = 'wrap-anywhere font-medium after:absolute after:inset-0 after:rounded-xl group-hover:underline';

const RowView = ({ to, title, subtitle, aside, actions, chosen, onChoose }: Omit<Row, 'key'>) => (
  <div className="group relative flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3 hover:bg-tint">
    {onChoose !== undefined && (
      <input
        type="checkbox"
        aria-label={`Choose ${title}`}
        checked={chosen === true}
        onChange={onChoose}
        className="relative z-1 size-6 shrink-0 accent-accent"
      />
    )}
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
  </div>
);

const FRAME = 'overflow-hidden rounded-2xl border border-line bg-card';

const AllRows = ({ id, label, rows }: RowListProps) => (
  <ul id={id} aria-label={label} className={`divide-y divide-line ${FRAME}`}>
    {rows.map(({ key, ...row }) => (
      <li key={key}>
        <RowView {...row} />
      </li>
    ))}
  </ul>
);

/** Of a long list the rows that are seen, and some around them. */
const SeenRows = ({ id, label, rows, onEnd }: RowListProps) => {
  const list = useRef<HTMLUListElement>(null);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (index) => rows[index]?.key ?? index,
  });
  const seen = virtualizer.getVirtualItems();
  const isNearEnd = (seen.at(-1)?.index ?? 0) >= rows.length - NEAR_END;
  useEffect(() => {
    if (isNearEnd) onEnd?.();
  }, [isNearEnd, onEnd]);
  return (
    <ul
      ref={list}
      id={id}
      aria-label={label}
      className={`relative ${FRAME}`}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {seen.map(({ index, key, start }) => {
        const { key: _, ...row } = rows[index] ?? { key: '', title: '' };
        return (
          <li
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={rows.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0 border-line border-b"
            style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
          >
            <RowView {...row} />
          </li>
        );
      })}
    </ul>
  );
};

export const RowList = (props: RowListProps) =>
  props.rows.length > DRAWN_AT_ONCE ? <SeenRows {...props} /> : <AllRows {...props} />;
