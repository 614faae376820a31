import type { Listed, ListingQuery, Position } from '../../ports/listing.ts';
import { soughtWords } from '../../ports/search-words.ts';
import { isManagementError, ManagementError } from '../errors/management-error.ts';
import type { ManagementPorts } from '../ports.ts';

/** What is asked for of every list. */
export interface ListWish {
  readonly limit: number;
  /** The `nextCursor` of the page before; the first page when absent. */
  readonly cursor?: string | undefined;
}

export interface SearchWish extends ListWish {
  /** What is looked for. */
  readonly search?: string | undefined;
}

export interface ListPage<T> {
  readonly items: readonly T[];
  /** Asks for the next page of the same list; absent at the end. A page may be short, or empty, and yet have one. */
  readonly nextCursor?: string | undefined;
}

interface AskedList {
  /** Its name: a cursor of one list is none of another. */
  readonly name: string;
  readonly wish: ListWish;
  /** What narrows the list: a cursor goes on in the list that it was made for alone. */
  readonly narrowing?: object;
}

type ListPorts = Pick<ManagementPorts, 'sealer' | 'digests'>;

const contextOf = ({ digests }: ListPorts, { name, narrowing = {} }: AskedList): string => {
  const named = Object.entries(narrowing)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `list.${name}.${digests.sha256(JSON.stringify(named))}`;
};

const isPosition = (value: unknown): value is Position =>
  typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value));

const opened = ({ sealer }: ListPorts, cursor: string, context: string): Position | ManagementError => {
  try {
    const position: unknown = JSON.parse(sealer.open(cursor, context));
    if (isPosition(position)) return position;
  } catch {
    // Altered, of another list or of another server: it does not open
  }
  return new ManagementError('list.cursor_invalid');
};

/** One page. Its cursor is sealed: nobody learns from it where rows lie, and none that was made up is taken (S108). */
export const listPage = async <T>(
  ports: ListPorts,
  list: AskedList,
  read: (query: ListingQuery) => Promise<Listed<T>>,
): Promise<ListPage<T> | ManagementError> => {
  const context = contextOf(ports, list);
  const { limit, cursor } = list.wish;
  const after = cursor === undefined ? undefined : opened(ports, cursor, context);
  if (isManagementError(after)) return after;
  const { rows, next } = await read({ limit, after });
  if (next === undefined) return { items: rows };
  return { items: rows, nextCursor: ports.sealer.seal(JSON.stringify(next), context) };
};

/** The same page, of what its rows are shown as. */
export const shownAs = <T, R>({ rows, next }: Listed<T>, describe: (row: T) => R): Listed<R> => ({
  rows: rows.map(describe),
  next,
});

/** What is found by words; nothing is, where no word is looked for. */
export const foundByWords = async <T>(
  search: string | undefined,
  read: (words: readonly string[] | undefined) => Promise<Listed<T>>,
): Promise<Listed<T>> => {
  const words = soughtWords(search);
  return words?.length === 0 ? { rows: [] } : read(words);
};
