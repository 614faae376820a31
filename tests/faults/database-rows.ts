import type { Sqld } from '@cardea/testkit';

type Value = { readonly type: 'null' } | { readonly type: 'integer' | 'text' | 'float'; readonly value: string };

interface PipelineAnswer {
  readonly baton: string | null;
  readonly results: readonly {
    readonly response?: { readonly result?: { readonly rows: readonly (readonly Value[])[] } };
    readonly error?: { readonly message: string };
  }[];
}

const pipeline = async (sqld: Sqld, requests: readonly object[]): Promise<PipelineAnswer> => {
  const response = await fetch(`${sqld.url}/v2/pipeline`, { method: 'POST', body: JSON.stringify({ requests }) });
  const answer: PipelineAnswer = JSON.parse(await response.text());
  const failed = answer.results.find(({ error }) => error !== undefined);
  if (failed?.error) throw new Error(failed.error.message);
  return answer;
};

const execute = (sql: string) => ({ type: 'execute', stmt: { sql } });

/** Rows of a database server, looked at beside the nodes that use it. */
export const databaseRows = async (sqld: Sqld, sql: string): Promise<readonly (readonly (string | null)[])[]> => {
  const { results } = await pipeline(sqld, [execute(sql), { type: 'close' }]);
  const rows = results[0]?.response?.result?.rows ?? [];
  return rows.map((row) => row.map((value) => (value.type === 'null' ? null : value.value)));
};

/** Takes the write lock of a database server, and never gives it back: what a client that died in a transaction does. */
export const leakTransaction = async (sqld: Sqld): Promise<void> => {
  await pipeline(sqld, [execute('BEGIN IMMEDIATE')]);
};
