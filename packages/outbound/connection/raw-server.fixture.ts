import { createServer as createTcp, type Server, type Socket } from 'node:net';
import { createServer as createTls, type TlsOptions } from 'node:tls';

/** What is done with a connection once the head of a request has arrived; `request` is its text. */
export type Reply = (socket: Socket, request: string) => void;

export interface RawServer {
  readonly port: number;
  /** Connections that arrived, whatever became of them. */
  readonly connections: () => number;
  readonly requests: readonly string[];
  reply: Reply;
  close(): Promise<void>;
}

/** A server for tests that writes any bytes and counts who came. */
export const startRawServer = async (
  reply: Reply,
  options: TlsOptions & { readonly host?: string } = {},
): Promise<RawServer> => {
  const sockets = new Set<Socket>();
  const requests: string[] = [];
  let connections = 0;
  const accept = (socket: Socket): void => {
    let request = '';
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (data: Buffer) => {
      request += data.toString('latin1');
      if (!request.endsWith('\r\n\r\n')) return;
      requests.push(request);
      server.reply(socket, request);
      request = '';
    });
  };
  const listener: Server = options.cert ? createTls(options, accept) : createTcp(accept);
  listener.on('connection', () => connections++);
  await new Promise<void>((resolve) => listener.listen(0, options.host ?? '127.0.0.1', resolve));
  const address = listener.address();
  const server: RawServer = {
    port: typeof address === 'object' && address ? address.port : 0,
    connections: () => connections,
    requests,
    reply,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => listener.close(() => resolve()));
    },
  };
  return server;
};

/** A whole response with a length. */
export const response = (
  body: string | Uint8Array,
  headers: readonly string[] = ['Content-Type: application/json'],
): Buffer => {
  const bytes = Buffer.from(body);
  return Buffer.concat([
    Buffer.from(['HTTP/1.1 200 OK', ...headers, `Content-Length: ${bytes.length}`, '', ''].join('\r\n'), 'latin1'),
    bytes,
  ]);
};

export const replyWith =
  (...parts: readonly (string | Uint8Array)[]): Reply =>
  (socket) => {
    for (const part of parts) socket.write(typeof part === 'string' ? Buffer.from(part, 'latin1') : part);
    socket.end();
  };
