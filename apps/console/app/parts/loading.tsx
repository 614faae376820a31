import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ProblemNote } from './problem-note.tsx';

const LINES = ['w-2/3', 'w-full', 'w-5/6', 'w-1/2'] as const;

export const Skeleton = () => (
  <div aria-busy="true" className="rounded-2xl border border-line bg-card p-6">
    <span className="sr-only">Loading</span>
    <div aria-hidden="true" className="flex animate-pulse flex-col gap-4">
      {LINES.map((width) => (
        <div key={width} className={`h-4 rounded bg-line ${width}`} />
      ))}
    </div>
  </div>
);

/** What a query answers once it has: until then its place is kept, and a failure is told with a way to try again. */
export const Loaded = <T,>({
  query,
  children,
}: {
  readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch' | 'isFetching'>;
  readonly children: (data: T) => ReactNode;
}) => {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) return <Skeleton />;
  return (
    <ProblemNote error={query.error}>
      <Button onClick={() => void query.refetch()} busy={query.isFetching}>
        Try again
      </Button>
    </ProblemNote>
  );
};
