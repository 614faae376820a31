import { type Sqld, startSqld } from '@cardea/testkit';
import { type RunningCardea, startCardea } from '../harness/start-cardea.ts';
import type { Endpoints } from './traffic/ask.ts';

/** One of several processes that serve one issuer: reached by its own port, as a load balancer does. */
export interface Node extends Endpoints {
  readonly origin: string;
  readonly server: RunningCardea;
}

export interface Cluster extends AsyncDisposable {
  readonly sqld: Sqld;
  /** Starts one more; on the port of an earlier one where that is named. */
  start(options?: { readonly port?: number; readonly env?: Readonly<Record<string, string>> }): Promise<Node>;
}

/** The master key that all nodes of a cluster share. */
const SECRET = 'pM3Ue0Zx9vQk7TtB2yWnR5sLcHdJfGaX8iOuEoV1zK4=';
const ISSUER = 'http://127.0.0.1:2273';
/** Whoever loses a race has failed: here that is no reason to limit anybody. */
const BURST = '100000';

const nodeOf = (server: RunningCardea): Node => {
  const origin = `http://127.0.0.1:${server.port}`;
  return { origin, server, endpoint: (name) => `${origin}/api/v1/oauth/${name}` };
};

/** A libSQL server, for nodes that are started on it; `database` is what they connect to, where that is not the server itself. */
export const startCluster = async (database?: (sqld: Sqld) => string): Promise<Cluster> => {
  const sqld = await startSqld();
  const servers: RunningCardea[] = [];
  return {
    sqld,
    start: async ({ port, env = {} } = {}) => {
      const server = await startCardea({
        database: database?.(sqld) ?? sqld.url,
        env: { CARDEA_ISSUER: ISSUER, CARDEA_SECRET: SECRET, CARDEA_CREDENTIAL_BURST: BURST, ...env },
        ...(port === undefined ? {} : { port }),
      });
      servers.push(server);
      return nodeOf(server);
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(servers.map((server) => server.stop()));
      await sqld.stop();
    },
  };
};
