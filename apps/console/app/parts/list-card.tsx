import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Card } from './card.tsx';
import { Loaded } from './loading.tsx';
import { type Row, RowList } from './row-list.tsx';

interface ListCardProps<T> {
  readonly id: string;
  readonly title: string;
  readonly text?: ReactNode;
  readonly query: Pick<UseQueryResult<readonly T[]>, 'data' | 'error' | 'refetch' | 'isFetching'>;
  readonly rowOf: (item: T) => Row;
  /** Said where there is nothing. */
  readonly none: string;
  /** Offered where there is something. */
  readonly action?: ReactNode;
}

/** A short list with its heading, as a part of a page. */
export const ListCard = <T,>({ id, title, text, query, rowOf, none, action }: ListCardProps<T>) => (
  <Card id={id} title={title} text={text} action={(query.data?.length ?? 0) > 0 ? action : undefined}>
    <Loaded query={query}>
      {(items) =>
        items.length === 0 ? (
          <p className="text-muted text-sm">{none}</p>
        ) : (
          <RowList id={`${id}-list`} label={title} rows={items.map(rowOf)} />
        )
      }
    </Loaded>
  </Card>
);
