import { createLogoutDeliverer, type Deliverer, postLogoutNotices } from '@cardea/core';
import { createLogoutReceivers } from '@cardea/outbound';
import type { Cardea } from '../cardea.ts';

const LOOK_EVERY_MS = 5_000;

/** Sends logout tokens to where clients take them. */
export const logoutDeliverer = (cardea: Cardea): Deliverer => {
  const { clock, settings } = cardea;
  const receivers = createLogoutReceivers({ clock, allowPrivateHosts: settings.allowedPrivateLogoutHosts });
  return createLogoutDeliverer({ ...cardea, ...settings }, receivers);
};

/**
 * Hands the notices of sessions that ended to the outbox: at once where this process ended them, by the schedule where another
 * did, such as the command line, or one that died.
 */
export const startLogoutNotices = (cardea: Cardea): { stop(): Promise<void> } => {
  const { sessionEnds, log } = cardea;
  const failed = (error: unknown) => log.warn({ err: error, task: 'logout notices' }, 'background task failed');
  let stopped = false;
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await postLogoutNotices(cardea).catch(failed);
    } while (again && !stopped);
    running = undefined;
  };
  const look = (): void => {
    if (stopped) return;
    again = true;
    running ??= run();
  };
  sessionEnds.onNews(look);
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  look();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
};
