import type { Cardea } from '../cardea.ts';
import type { Control } from '../control/start-control.ts';
import type { HttpServer } from './http-server.ts';

/** No request for so long: the load balancer has understood. */
const QUIET_MS = 1_000;
const LOOK_EVERY_MS = 50;

export interface Running {
  readonly http: HttpServer;
  readonly control: Control | undefined;
  readonly outbox: { stop(): Promise<void> };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Readiness goes off and answers close their connections, while requests are still served; when none come any more, or the
 * drain time is over, the listeners stop, what is under way is answered, what is being delivered is put back, and everything
 * acknowledged is on the disk.
 */
export const stopGracefully = async (
  { lifecycle, settings, close }: Pick<Cardea, 'lifecycle' | 'settings' | 'close'>,
  { http, control, outbox }: Running,
): Promise<void> => {
  const endMs = performance.now() + settings.shutdownDrainSeconds * 1000;
  lifecycle.stop();
  http.drain();
  while (performance.now() < endMs && !lifecycle.isIdle(performance.now(), QUIET_MS)) await pause(LOOK_EVERY_MS);
  const stopped = Promise.all([http.stop(), control?.stop()]);
  await Promise.race([stopped, pause(Math.max(QUIET_MS, endMs - performance.now()))]);
  http.cut();
  control?.cut();
  await outbox.stop();
  await close();
};
