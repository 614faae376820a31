import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { problemOf } from '../api/problem.ts';
import { tell } from '../shell/toasts.tsx';
import type { ButtonLook } from './button.tsx';
import { Confirm } from './confirm.tsx';
import { MoreButton } from './more-button.tsx';
import { type Row, RowList } from './row-list.tsx';

/** Something that is done with each of the chosen ones. */
export interface BulkAct<T> {
  readonly id: string;
  readonly label: string;
  readonly look?: ButtonLook;
  /** What will happen. */
  readonly text: string;
  /** Those it makes sense for; all when absent. */
  readonly fits?: (item: T) => boolean;
  readonly act: (item: T) => Promise<unknown>;
}

interface ChoosingListProps<T> {
  readonly id: string;
  readonly label: string;
  readonly items: readonly T[];
  readonly rowOf: (item: T) => Row;
  /** None where the person may change nothing. */
  readonly acts: readonly BulkAct<T>[];
  /** What is asked for anew afterwards. */
  readonly keys: readonly QueryKey[];
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  /** Beside what is done with the chosen ones. */
  readonly tools?: ReactNode;
}

interface Outcome {
  readonly done: number;
  readonly refused: readonly unknown[];
}

/** One after the other: a server is not flooded, and where the first needs a fresh sign-in the rest waits for it. */
const doEach = async <T,>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<Outcome> => {
  const refused: unknown[] = [];
  for (const item of items) {
    try {
      await act(item);
    } catch (error) {
      if (problemOf(error).code === 'authority.step_up') throw error;
      refused.push(error);
    }
  }
  return { done: items.length - refused.length, refused };
};

const inWords = ({ done, refused: [first, ...others] }: Outcome): string =>
  first === undefined ? `${done} done` : `${done} done, ${others.length + 1} refused: ${problemOf(first).message}`;

interface BulkButtonProps<T> {
  readonly bulk: BulkAct<T>;
  readonly chosen: readonly T[];
  readonly onDone: () => Promise<unknown>;
}

const BulkButton = <T,>({
  bulk: { id, label, look = 'danger', text, fits, act },
  chosen,
  onDone,
}: BulkButtonProps<T>) => {
  const meant = fits === undefined ? chosen : chosen.filter(fits);
  const mutation = useMutation({
    mutationFn: () => doEach(meant, act),
    onSuccess: async (outcome) => {
      tell({ text: inWords(outcome), error: outcome.refused[0] });
      await onDone();
    },
  });
  if (meant.length === 0) return null;
  return (
    <Confirm
      id={`bulk-${id}`}
      label={`${label} (${meant.length})`}
      look={look}
      title={`${label}: ${meant.length} chosen`}
      mutation={mutation}
    >
      <p>{text}</p>
    </Confirm>
  );
};

/** A list of which several can be chosen, to do the same with each. */
export const ChoosingList = <T,>(props: ChoosingListProps<T>) => {
  const { id, label, items, rowOf, acts, keys, query, tools } = props;
  const [keysChosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const queries = useQueryClient();
  const rows = items.map((item) => ({ item, row: rowOf(item) }));
  const chosen = rows.filter(({ row }) => keysChosen.has(row.key)).map(({ item }) => item);
  const areAll = rows.length > 0 && chosen.length === rows.length;
  const toggle = (key: string) =>
    setChosen((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  const onDone = () => {
    setChosen(new Set());
    return Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  const canChoose = acts.length > 0 && rows.length > 0;
  return (
    <div>
      <div className="mb-2 flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2">
        {canChoose && (
          <label className="inline-flex min-h-11 cursor-pointer items-center gap-3 pl-5 text-sm">
            <input
              id={`${id}-all`}
              type="checkbox"
              checked={areAll}
              onChange={() => setChosen(new Set(areAll ? [] : rows.map(({ row }) => row.key)))}
              className="size-6 accent-accent"
            />
            {chosen.length === 0 ? 'Choose all that are shown' : `${chosen.length} chosen`}
          </label>
        )}
        {acts.map((bulk) => (
          <BulkButton key={bulk.id} bulk={bulk} chosen={chosen} onDone={onDone} />
        ))}
        <div className="ml-auto">{tools}</div>
      </div>
      <RowList
        id={id}
        label={label}
        rows={rows.map(({ row }) =>
          canChoose ? { ...row, chosen: keysChosen.has(row.key), onChoose: () => toggle(row.key) } : row,
        )}
        onEnd={() => {
          if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
      />
      <MoreButton query={query} />
    </div>
  );
};
