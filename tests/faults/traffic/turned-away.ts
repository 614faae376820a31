import { expect } from 'bun:test';
import type { Reply } from '../../harness/oauth.ts';
import { statuses } from './ask.ts';

/** Every answer is the 503 of a database in trouble (design D7): when to come again, and nothing of what went on inside. */
export const expectTurnedAway = (answers: readonly Reply[]): void => {
  expect(statuses(answers)).toEqual({ 503: answers.length });
  for (const { json, headers, text } of answers) {
    expect(json.error).toBe('temporarily_unavailable');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).not.toMatch(/access_token|sqlite|hrana|\.ts\b/i);
  }
};
