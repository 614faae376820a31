import type { Server } from 'bun';
import type { Cardea } from '../cardea.ts';
import { documentRoutes } from '../documents/document-routes.ts';
import { staticDocuments } from '../documents/documents.ts';
import { createApp } from '../http/app.ts';

/** Idle connections, and senders of half a request, are let go after this. */
const IDLE_TIMEOUT_SECONDS = 10;
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

/** Listens. Throws where the address is taken or not ours. */
export const startHttpServer = async (cardea: Cardea, tls: TlsFiles | undefined): Promise<HttpServer> => {
  const { host, port } = cardea.settings;
  let server: Server<undefined> | undefined;
  const app = createApp(cardea, (request) => server?.requestIP(request)?.address);
  let documents = await staticDocuments(cardea);
  let certificate = tls;

  const options = () => ({
    hostname: host,
    port: server?.port ?? port,
    idleTimeout: IDLE_TIMEOUT_SECONDS,
    maxRequestBodySize: MAX_BODY_BYTES,
    development: false,
    // Bun 1.4 shares the port with other processes where `development` is off
    reusePort: false,
    routes: documentRoutes(documents, { issuer: cardea.settings.issuer, closing: cardea.lifecycle.stopping }),
    fetch: app.fetch,
    ...(certificate === undefined ? {} : { tls: { ...certificate } }),
  });
  server = Bun.serve(options());

  return {
    port: server.port ?? port,
    async refreshDocuments() {
      const fresh = await staticDocuments(cardea);
      if (JSON.stringify(fresh) === JSON.stringify(documents)) return;
      documents = fresh;
      server?.reload(options());
    },
    replaceTls(next) {
      certificate = next;
      server?.reload(options());
    },
    drain() {
      server?.reload(options());
    },
    async stop() {
      await server?.stop();
    },
    cut() {
      void server?.stop(true);
    },
  };
};
