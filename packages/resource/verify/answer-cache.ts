import { createHash } from 'node:crypto';
import type { ResourceClock } from '../clock.ts';

const MAX_ANSWERS = 10_000;

export interface AnswerCacheOptions<A> {
  readonly clock: ResourceClock;
  /** How long this answer may be given again, counted from the moment of the question. */
  readonly ttlMs: (answer: A) => number;
}

export interface AnswerCache<A> {
  /** The kept answer for this token, or the one of `ask`, which runs once for all who wait. What it throws is not kept. */
  find(token: string, ask: () => Promise<A>): Promise<A>;
}

interface Kept<A> {
  readonly answer: A;
  readonly untilMs: number;
}

/** Answers by the SHA-256 of the whole token; belongs to one caller of one resource. The oldest leaves when it is full. */
export const createAnswerCache = <A>({ clock, ttlMs }: AnswerCacheOptions<A>): AnswerCache<A> => {
  const kept = new Map<string, Kept<A>>();
  const pending = new Map<string, Promise<A>>();

  const keep = (key: string, entry: Kept<A>): void => {
    kept.delete(key);
    kept.set(key, entry);
    if (kept.size <= MAX_ANSWERS) return;
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  };

  const start = async (key: string, ask: () => Promise<A>): Promise<A> => {
    const askedAtMs = clock.monotonicMs();
    const answer = await ask();
    keep(key, { answer, untilMs: askedAtMs + ttlMs(answer) });
    return answer;
  };

  return {
    find: async (token, ask) => {
      const key = createHash('sha256').update(token).digest('base64');
      const entry = kept.get(key);
      if (entry && clock.monotonicMs() < entry.untilMs) return entry.answer;
      const running = pending.get(key) ?? start(key, ask).finally(() => pending.delete(key));
      pending.set(key, running);
      return await running;
    },
  };
};
