const IDLE_MS = 10_000;

/** One GET on a connection of its own, as thousands of machines send it; resolves with the status, 0 where none came. */
export const rawGet = (port: number, path: string, headers: readonly string[] = []): Promise<number> => {
  const answer = Promise.withResolvers<number>();
  let text = '';
  const timer = setTimeout(() => answer.resolve(0), IDLE_MS);
  void answer.promise.then(() => clearTimeout(timer));
  const lines = [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Connection: close', ...headers, '', ''];
  Bun.connect({
    hostname: '127.0.0.1',
    port,
    socket: {
      open: (socket) => void socket.write(lines.join('\r\n')),
      data: (_socket, chunk) => {
        text += chunk.toString('latin1');
      },
      close: () => answer.resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)),
      error: () => answer.resolve(0),
      connectError: () => answer.resolve(0),
    },
  }).catch(() => answer.resolve(0));
  return answer.promise;
};
