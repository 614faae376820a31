import { describe, expect, test } from 'bun:test';
import { createHostGate } from './host-gate.ts';

const gateAt = (clock: { at: number }) =>
  createHostGate(
    { nowMs: () => clock.at },
    { concurrency: 4, concurrencyPerHost: 2, failuresToRest: 3, restSeconds: 30 },
  );

describe('the gate of hosts', () => {
  test('one host has few places, and all together have more', () => {
    const gate = gateAt({ at: 0 });
    const leave = gate.enter('a');
    expect([gate.enter('a'), gate.enter('a')].map((each) => each !== undefined)).toEqual([true, false]);
    expect([gate.enter('b'), gate.enter('c'), gate.enter('d')].map((each) => each !== undefined)).toEqual([
      true,
      true,
      false,
    ]);
    leave?.(true);
    expect(gate.enter('d')).toBeDefined();
  });

  test('three failures in a row close a host for 30 seconds; then one more failure closes it again', () => {
    const clock = { at: 0 };
    const gate = gateAt(clock);
    for (let i = 0; i < 3; i++) gate.enter('a')?.(false);
    expect(gate.enter('a')).toBeUndefined();
    expect(gate.enter('b')).toBeDefined();
    clock.at = 29_999;
    expect(gate.enter('a')).toBeUndefined();
    clock.at = 30_000;
    gate.enter('a')?.(false);
    expect(gate.enter('a')).toBeUndefined();
  });

  test('an answer forgets the failures before it', () => {
    const gate = gateAt({ at: 0 });
    for (let i = 0; i < 10; i++) {
      gate.enter('a')?.(false);
      gate.enter('a')?.(false);
      gate.enter('a')?.(true);
    }
    expect(gate.enter('a')).toBeDefined();
  });

  test('a hundred thousand hosts that fail do not close the gate for others, nor for those under way', () => {
    const gate = gateAt({ at: 0 });
    const leave = gate.enter('slow');
    for (let i = 0; i < 100_000; i++) gate.enter(`host-${i}`)?.(false);
    gate.enter('slow');
    expect(gate.enter('slow')).toBeUndefined();
    leave?.(true);
    expect(gate.enter('slow')).toBeDefined();
  });
});
