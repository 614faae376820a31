import type { Serve, Server } from 'bun';

type Options = Serve.Options<undefined>;

export interface ReplaceableServerOptions {
  /**
   * What to serve with now. `closing` is for a server that is being replaced: each of its answers must carry
   * `Connection: close`, so that its clients come back to the new one (RFC 9112 §9.6).
   */
  readonly options: (state: { readonly closing: boolean }) => Options;
  /** How long a replaced server answers on: as long as an idle connection lives. */
  readonly drainMs: number;
}

export interface ReplaceableServer {
  /** The server that takes new connections. */
  readonly current: Server<undefined>;
  /** Starts a server with what `options` says now on the same port, and retires the one before. Throws like `Bun.serve`, and then nothing has changed. */
  replace(): void;
  /** Stops the current server and all that are retiring; resolves when their connections are closed. */
  stop(closeActiveConnections?: boolean): Promise<void>;
}

/**
 * A server whose certificate can be changed. `reload` of Bun 1.4 ignores `tls`, so a second server is started beside the
 * first (`SO_REUSEPORT`) and the first one is drained. No request is lost; of connections that are being opened to the
 * first at the moment it stops, the last few may be reset before they have sent anything.
 */
export const createReplaceableServer = ({ options, drainMs }: ReplaceableServerOptions): ReplaceableServer => {
  // SO_REUSEPORT would let another process of ours share the port unnoticed; without it, this throws EADDRINUSE.
  const probe = Bun.serve({
    ...options({ closing: false }),
    reusePort: false,
    routes: {},
    fetch: () => new Response(null),
  } as Options);
  const port = probe.port;
  void probe.stop(true);

  const start = (): Server<undefined> =>
    Bun.serve({ ...options({ closing: false }), port, reusePort: true } as Options);
  const retiring = new Map<Server<undefined>, Timer>();
  let current = start();

  return {
    get current() {
      return current;
    },
    replace() {
      const before = current;
      current = start();
      before.reload({ ...options({ closing: true }), port } as Options);
      const timer = setTimeout(() => {
        retiring.delete(before);
        void before.stop();
      }, drainMs);
      timer.unref();
      retiring.set(before, timer);
    },
    async stop(closeActiveConnections = false) {
      const all = [current, ...retiring.keys()];
      for (const timer of retiring.values()) clearTimeout(timer);
      retiring.clear();
      await Promise.all(all.map((server) => server.stop(closeActiveConnections)));
    },
  };
};
