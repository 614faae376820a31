import { createOutbox, type Deliverer } from '@cardea/core';
import type { Cardea } from '../cardea.ts';

const LOOK_EVERY_MS = 5_000;

/**
 * Delivers what waits in the outbox until it is stopped: at once what this process posts, and by the schedule what other
 * processes post, what failed before, and what a process that died has left.
 */
export const startOutbox = (cardea: Cardea, deliverers: readonly Deliverer[]): { stop(): Promise<void> } => {
  const { log, metrics, outboxPosts } = cardea;
  const outbox = createOutbox({
    ...cardea,
    deliverers,
    random: Math.random,
    observer: {
      attempted: (event) => {
        metrics.attempted(event);
        const { outcome, ...facts } = event;
        if (outcome === 'retried') log.warn(facts, 'a message was not delivered and is tried again');
        if (outcome === 'dead') log.error(facts, 'a message was not delivered and is given up');
      },
      failed: (error) => log.warn({ err: error }, 'the outbox'),
    },
  });
  const look = (): void => void outbox.deliverDue();
  outboxPosts.onPost(look);
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  look();
  return {
    stop() {
      clearInterval(timer);
      return outbox.stop();
    },
  };
};
