import type { Socket, TCPSocketListener } from 'bun';

/** A way to a libSQL server that is as long as a test wants. */
export interface DelayedDatabase {
  readonly url: string;
  /** Milliseconds that each answer takes longer. */
  delayMs: number;
  stop(): void;
}

interface Link {
  far: Socket<Link> | undefined;
  /** What came before the other side was open, or was still on its way. */
  last: Promise<void>;
}

const pass = (from: Socket<Link>, chunk: Buffer, delayMs: number): void => {
  const link = from.data;
  const bytes = Buffer.from(chunk);
  // One after the other: the order of the bytes stays, whatever the delay was when they came.
  link.last = link.last.then(async () => {
    if (delayMs > 0) await Bun.sleep(delayMs);
    link.far?.write(bytes);
    link.far?.flush();
  });
};

/** Forwards connections to the server at `url`, and holds its answers back. */
export const startDelayedDatabase = (url: string): DelayedDatabase => {
  const { hostname, port } = new URL(url);
  const listener: TCPSocketListener<Link> = Bun.listen<Link>({
    hostname: '127.0.0.1',
    port: 0,
    socket: {
      open(near) {
        const opening = Bun.connect<Link>({
          hostname,
          port: Number(port),
          data: { far: near, last: Promise.resolve() },
          socket: {
            data: (far, chunk) => pass(far, chunk, delayed.delayMs),
            close: (far) => void far.data.last.then(() => near.end()),
          },
        });
        const link: Link = { far: undefined, last: Promise.resolve() };
        link.last = opening.then((far) => {
          link.far = far;
        });
        near.data = link;
      },
      data: (near, chunk) => pass(near, chunk, 0),
      close: (near) => void near.data.last.then(() => near.data.far?.end()),
    },
  });
  const delayed: DelayedDatabase = {
    url: `http://127.0.0.1:${listener.port}`,
    delayMs: 0,
    stop: () => listener.stop(true),
  };
  return delayed;
};
