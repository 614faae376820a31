import type { Serve } from 'bun';
import type { Cardea } from '../cardea.ts';
import { documentRoutes } from '../documents/document-routes.ts';
import { staticDocuments } from '../documents/documents.ts';
import { createApp } from '../http/app.ts';
import { assetRoutes } from '../pages/styles/asset-routes.ts';
import { createReplaceableServer, type ReplaceableServer } from '../tls/replaceable-server.ts';

/** Idle connections, and senders of half a request, are let go after this. */
const IDLE_TIMEOUT_SECONDS = 10;
/** Longer than an idle connection lives: Bun looks at its timers every four seconds. */
const RETIRED_FOR_MS = 15_000;
/** Nothing we serve takes more; each endpoint has a smaller limit of its own. */
const MAX_BODY_BYTES = 1024 * 1024;

export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

export interface HttpServer {
  readonly port: number;
  /** Builds discovery and keys anew, and serves them where they differ from what is served. */
  refreshDocuments(): Promise<void>;
  /** Serves new connections with another certificate; those that are open keep theirs. */
  replaceTls(tls: TlsFiles): void;
  /** Lets go of connections as their next answer is sent, once the life cycle says that the server stops. */
  drain(): void;
  /** Takes no more connections; resolves when the requests under way are answered. */
  stop(): Promise<void>;
  /** Cuts what is still open. */
  cut(): void;
}

type ServeOptions = Serve.Options<undefined>;
type OptionsOf = (state: { readonly closing: boolean }) => ServeOptions;

/** A listener that serves plain HTTP, or one whose certificate can be changed. */
const listen = (options: OptionsOf, hasTls: boolean): ReplaceableServer => {
  if (hasTls) return createReplaceableServer({ options, drainMs: RETIRED_FOR_MS });
  const current = Bun.serve(options({ closing: false }));
  const replace = () => void current.reload(options({ closing: false }));
  return { current, replace, stop: (closeActiveConnections) => current.stop(closeActiveConnections) };
};

const closingFetch =
  (fetch: (request: Request) => Response | Promise<Response>) =>
  async (request: Request): Promise<Response> => {
    const response = await fetch(request);
    response.headers.set('connection', 'close');
    return response;
  };

/** Listens. Throws where the address is taken or not ours. */
export const startHttpServer = async (cardea: Cardea, tls: TlsFiles | undefined): Promise<HttpServer> => {
  const { lifecycle, settings } = cardea;
  const { host: hostname, port, issuer } = settings;
  let documents = await staticDocuments(cardea);
  let certificate = tls;
  const app = createApp(cardea, (request) => server.current.requestIP(request)?.address);

  const options: OptionsOf = ({ closing }) => ({
    hostname,
    port,
    idleTimeout: IDLE_TIMEOUT_SECONDS,
    maxRequestBodySize: MAX_BODY_BYTES,
    development: false,
    // Bun 1.4 shares the port with other processes where `development` is off
    reusePort: false,
    routes: {
      ...documentRoutes(documents, { issuer, closing: closing || lifecycle.stopping }),
      ...assetRoutes(issuer, { closing: closing || lifecycle.stopping }),
    },
    fetch: closing ? closingFetch(app.fetch) : app.fetch,
    ...(certificate === undefined ? {} : { tls: { ...certificate } }),
  });
  const server = listen(options, tls !== undefined);
  const reload = () => void server.current.reload(options({ closing: false }));

  return {
    port: server.current.port ?? port,
    async refreshDocuments() {
      const fresh = await staticDocuments(cardea);
      if (JSON.stringify(fresh) === JSON.stringify(documents)) return;
      documents = fresh;
      reload();
    },
    replaceTls(next) {
      certificate = next;
      server.replace();
    },
    drain: reload,
    stop: () => server.stop(),
    cut() {
      void server.stop(true);
    },
  };
};
