import { type Account, accountWords, type Change, type Client, clientWords, type Guard, type Unit } from '@cardea/core';
import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { accounts, clients, searchWords } from '../schema/tables.ts';
import { type ChangeForms, inBothForms, itself } from './change-forms.ts';
import { builder, type Call, plain, statement } from './statement.ts';

type Kind = (typeof searchWords.$inferSelect)['kind'];

interface Worded {
  readonly key: string;
  /** A JSON list. */
  readonly words: string;
}

type Written = Guard | Change;
type WritesAccount = Extract<Written, { readonly account: Account }>['kind'];
type WritesClient = Extract<Written, { readonly client: Client }>['kind'];

/** Everything that writes a whole account or client; the compiler asks for a missing one. */
const written: Readonly<Record<WritesAccount | WritesClient, Kind>> = {
  'account.insert': 'account',
  'account.replace': 'account',
  'account.insert_linked': 'account',
  'first_owner.insert': 'account',
  'one_time_link.insert_first_owner': 'account',
  'one_time_link.replace_account': 'account',
  'one_time_link.insert_account': 'account',
  'client.insert': 'client',
  'client.replace': 'client',
  'client.register': 'client',
};

const removed = {
  'account.delete': 'account',
  'account.expire': 'account',
  'client.delete': 'client',
  'client.expire': 'client',
} as const satisfies Partial<Record<Guard['kind'], Kind>>;

const tables = { account: accounts, client: clients } as const;
const quoted = { account: sql.raw("'account'"), client: sql.raw("'client'") } as const;

const forgetting = (kind: Kind): ChangeForms<{ readonly key: string }> =>
  inBothForms(
    (held) =>
      statement(
        builder
          .delete(searchWords)
          .where(and(eq(searchWords.kind, quoted[kind]), eq(searchWords.key, plain('key')), held)),
      ),
    itself,
  );

const columns = sql.join(
  [searchWords.kind, searchWords.word, searchWords.row, searchWords.key].map(({ name }) => sql.identifier(name)),
  sql`, `,
);

/** Of a row that is there: a guard that was held has written it before. */
const remembering = (kind: Kind): ChangeForms<Worded> => {
  const table = tables[kind];
  return inBothForms(
    (held) =>
      statement(sql`insert into ${searchWords} (${columns})
        select ${quoted[kind]}, named.value, ${table.sequence}, ${table.id}
        from ${table}, json_each(${plain('words')}) as named where ${and(eq(table.id, plain('key')), held)}
        on conflict do nothing`),
    itself,
  );
};

const forget = { account: forgetting('account'), client: forgetting('client') } as const;
const remember = { account: remembering('account'), client: remembering('client') } as const;

const kinds: ReadonlyMap<string, Kind> = new Map(Object.entries(written));
const gone: ReadonlyMap<string, Kind> = new Map(Object.entries(removed));

type AccountWriter = Extract<Written, { readonly kind: WritesAccount }>;
type ClientWriter = Extract<Written, { readonly kind: WritesClient }>;
type Remover = Extract<Guard, { readonly kind: keyof typeof removed }>;

const writesAccount = (item: Written): item is AccountWriter => kinds.get(item.kind) === 'account';
const writesClient = (item: Written): item is ClientWriter => kinds.get(item.kind) === 'client';
const removes = (item: Written): item is Remover => gone.has(item.kind);

const rewritten = (
  kind: Kind,
  { key, words }: { readonly key: string; readonly words: readonly string[] },
  mark?: number,
) => [forget[kind]({ key }, mark), remember[kind]({ key, words: JSON.stringify(words) }, mark)];

const callsOf = (item: Written, mark?: number): readonly Call[] => {
  if (writesAccount(item))
    return rewritten('account', { key: item.account.id, words: accountWords(item.account) }, mark);
  if (writesClient(item)) return rewritten('client', { key: item.client.id, words: clientWords(item.client) }, mark);
  return removes(item) ? [forget[removed[item.kind]]({ key: item.id }, mark)] : [];
};

/** What keeps the words in step with the accounts and clients that a unit writes. */
export const searchCalls = ({ guard, changes }: Unit, mark?: number): readonly Call[] => {
  const calls: Call[] = guard ? [...callsOf(guard, mark)] : [];
  for (const change of changes) calls.push(...callsOf(change, mark));
  return calls;
};

const MOST_WORDS = 6;
const word = (index: number): string => `word${index}`;
/** Behind everything that begins with a word. */
const END = '\u{10FFFF}';

/** What the statement for this many words binds. */
export const wordValues = (words: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    words.slice(0, MOST_WORDS).flatMap((text, index) => [
      [word(index), text],
      [`${word(index)}End`, text + END],
    ]),
  );

/** The sequences of what has a word that begins with each of those sought. */
export const rowsFoundBy = (kind: Kind, count: number): SQL =>
  sql.join(
    Array.from({ length: Math.min(count, MOST_WORDS) }, (_, index) => {
      const begins = and(gte(searchWords.word, plain(word(index))), lt(searchWords.word, plain(`${word(index)}End`)));
      return sql`select ${searchWords.row} from ${searchWords} where ${and(eq(searchWords.kind, quoted[kind]), begins)}`;
    }),
    sql` intersect `,
  );
