import { DatabaseUnavailable } from '@cardea/core';
import { DEADLINE_MS } from '../executor.ts';
import { within } from './client.ts';

const MAX_UNDER_WAY = 32;
const MAX_WAITING = 1000;

/** Bounds how many reads are under way and how many wait, each for no longer than the deadline in all. */
export class Gate {
  #underWay = 0;
  #waiting: (() => void)[] = [];

  /** `read` is told how much of the deadline is left. */
  async run<T>(read: (remainingMs: number) => Promise<T>): Promise<T> {
    const deadlineMs = performance.now() + DEADLINE_MS;
    if (this.#underWay < MAX_UNDER_WAY) this.#underWay++;
    else if (this.#waiting.length >= MAX_WAITING)
      throw new DatabaseUnavailable(`${this.#waiting.length} reads are waiting already`);
    else await this.#turn();
    try {
      return await read(Math.max(0, deadlineMs - performance.now()));
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#underWay--;
    }
  }

  async #turn(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    try {
      await within(DEADLINE_MS, promise);
    } catch (error) {
      this.#waiting = this.#waiting.filter((other) => other !== resolve);
      throw error;
    }
  }
}
