import { fileURLToPath } from 'node:url';
import { freePort, LOOPBACK, waitUntilReady } from '../machine/network.ts';
import type { ServerUnderTest } from './server.ts';

const MAIN = fileURLToPath(import.meta.resolve('../peers/constant/main.ts'));

/** A `Bun.serve` fetch handler answering a constant JSON as long as Cardea's answer. */
export const constant: ServerUnderTest = {
  name: 'constant',
  title: 'Bun.serve, constant answer',
  start: async ({ workshop, answerBytes }) => {
    const port = freePort();
    const server = workshop.start({
      command: [process.execPath, MAIN, String(port), String(answerBytes)],
      core: 'server',
    });
    const origin = `http://${LOOPBACK}:${port}`;
    await waitUntilReady({ name: 'The constant server', process: server, url: origin, timeoutSeconds: 10 });
    return { kind: 'constant', pid: server.pid, origin, stop: server.stop };
  },
};
