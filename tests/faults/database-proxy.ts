import type { Sqld } from '@cardea/testkit';

/** One request to the database server, as Hrana over HTTP writes it: what was asked in it, in order. */
export interface DatabaseRequest {
  readonly statements: readonly string[];
  /** Whether it goes on with a stream that an earlier request left open, with a transaction in it perhaps. */
  readonly continues: boolean;
}

/** Stands between a server and its database: writes down every statement, and can let each request wait. */
export interface DatabaseProxy extends Disposable {
  readonly url: string;
  /** What was asked since `forget`. */
  readonly requests: readonly DatabaseRequest[];
  forget(): void;
  /** Milliseconds that every request waits before it is passed on. */
  delayMs: number;
}

interface Statement {
  readonly sql?: string;
  readonly sql_id?: number;
}

interface Pipeline {
  readonly baton?: string | null;
  readonly requests: readonly {
    readonly type: string;
    readonly sql?: string;
    readonly sql_id?: number;
    readonly stmt?: Statement;
    readonly batch?: { readonly steps: readonly { readonly stmt: Statement }[] };
  }[];
}

const statementsIn = ({ requests }: Pipeline): readonly string[] => {
  const stored = new Map(requests.filter(({ type }) => type === 'store_sql').map(({ sql_id, sql }) => [sql_id, sql]));
  const textOf = ({ sql, sql_id }: Statement): string => {
    const text = sql ?? stored.get(sql_id);
    if (text === undefined) throw new Error('a statement that was never sent');
    return text;
  };
  return requests.flatMap(({ stmt, batch }) => [
    ...(stmt ? [textOf(stmt)] : []),
    ...(batch?.steps.map((step) => textOf(step.stmt)) ?? []),
  ]);
};

export const startDatabaseProxy = (sqld: Sqld): DatabaseProxy => {
  let requests: DatabaseRequest[] = [];
  const proxy = { delayMs: 0 };
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      const body = await request.text();
      if (pathname.endsWith('/pipeline')) {
        const pipeline: Pipeline = JSON.parse(body);
        requests.push({ statements: statementsIn(pipeline), continues: Boolean(pipeline.baton) });
      }
      if (proxy.delayMs > 0) await Bun.sleep(proxy.delayMs);
      const { method, headers } = request;
      const passedOn = await fetch(sqld.url + pathname, { method, headers, ...(body === '' ? {} : { body }) });
      return new Response(await passedOn.arrayBuffer(), {
        status: passedOn.status,
        headers: { 'content-type': 'application/json' },
      });
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    get requests() {
      return requests;
    },
    forget: () => {
      requests = [];
    },
    get delayMs() {
      return proxy.delayMs;
    },
    set delayMs(ms) {
      proxy.delayMs = ms;
    },
    [Symbol.dispose]: () => void server.stop(true),
  };
};
