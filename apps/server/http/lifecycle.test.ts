import { describe, expect, test } from 'bun:test';
import { Lifecycle } from './lifecycle.ts';

const QUIET_MS = 1_000;
const REQUEST = { isProbe: false };
const PROBE = { isProbe: true };

const stopping = (...askedMs: readonly number[]): Lifecycle => {
  const lifecycle = new Lifecycle();
  for (const atMs of askedMs) lifecycle.isReady(atMs);
  lifecycle.stop();
  return lifecycle;
};

describe('a server that stops', () => {
  test('waits for what is under way, and for a quiet while after it', () => {
    const lifecycle = stopping();
    expect(lifecycle.isIdle(0, QUIET_MS)).toBe(true);
    lifecycle.enter(0, REQUEST);
    expect(lifecycle.isIdle(5_000, QUIET_MS)).toBe(false);
    lifecycle.leave();
    expect(lifecycle.isIdle(999, QUIET_MS)).toBe(false);
    expect(lifecycle.isIdle(1_000, QUIET_MS)).toBe(true);
  });

  test('is not kept awake by those who only ask how it is', () => {
    const lifecycle = stopping();
    lifecycle.enter(500, PROBE);
    expect(lifecycle.isIdle(500, QUIET_MS)).toBe(false);
    lifecycle.leave();
    expect(lifecycle.isIdle(500, QUIET_MS)).toBe(true);
  });

  test('waits until whoever asks regularly has heard that it is not ready, and a while for them to act', () => {
    const lifecycle = stopping(0, 5_000, 10_000);
    expect(lifecycle.isIdle(12_000, QUIET_MS)).toBe(false);
    expect(lifecycle.isReady(15_000)).toBe(false);
    expect(lifecycle.isIdle(15_500, QUIET_MS)).toBe(false);
    expect(lifecycle.isReady(15_900)).toBe(false);
    expect(lifecycle.isIdle(16_000, QUIET_MS)).toBe(true);
  });

  test('does not wait for who asks no more, or asked once', () => {
    expect(stopping(0, 5_000).isIdle(15_001, QUIET_MS)).toBe(true);
    expect(stopping(0).isIdle(1, QUIET_MS)).toBe(true);
  });
});
