import type { Started } from './workshop.ts';

export const LOOPBACK = '127.0.0.1';

/** A port that is free now. */
export function freePort(): number {
  const listener = Bun.listen({ hostname: LOOPBACK, port: 0, socket: { data() {} } });
  const { port } = listener;
  listener.stop(true);
  return port;
}

export interface ReadyWait {
  readonly name: string;
  readonly process: Started;
  readonly url: string;
  readonly timeoutSeconds: number;
}

/** Waits until a GET of the URL answers 200; throws with what the process said when it ends or is late. */
export async function waitUntilReady({ name, process, url, timeoutSeconds }: ReadyWait): Promise<void> {
  const deadline = performance.now() + timeoutSeconds * 1000;
  while (performance.now() < deadline) {
    if (process.exited()) throw new Error(`${name} ended before it was ready: ${process.stderr() || '(no message)'}`);
    const response = await fetch(url, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
    if (response?.status === 200) return;
    await Bun.sleep(10);
  }
  throw new Error(`${name} was not ready at ${url} after ${timeoutSeconds} s: ${process.stderr() || '(no message)'}`);
}
