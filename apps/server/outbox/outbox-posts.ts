import { createUnitNews, type UnitNews } from './unit-news.ts';

export interface OutboxPosts extends Pick<UnitNews, 'watch'> {
  onPost(listener: () => void): void;
}

/** Lets the delivery begin the moment that this process has posted something, or hastened it. What others post is found by the schedule. */
export const createOutboxPosts = (): OutboxPosts => {
  const { watch, onNews } = createUnitNews('outbox.insert', 'outbox.hasten');
  return { watch, onPost: onNews };
};
