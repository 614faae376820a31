import { afterEach, describe, expect, spyOn, test } from 'bun:test';
import { startLean } from './lean-heap.ts';

describe('a process is started anew with a hint for the collector', () => {
  const execve = spyOn(process, 'execve').mockImplementation(() => {
    throw new Error('started anew');
  });
  const options = process.execArgv;
  afterEach(() => {
    process.execArgv = options;
  });
  const isStartedAnew = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): boolean => {
    execve.mockClear();
    try {
      startLean(args, environment);
    } catch {
      // What the mock throws: nothing comes after it
    }
    return execve.mock.calls.length > 0;
  };

  test('where it serves', () => {
    expect(isStartedAnew(['serve'])).toBe(true);
    expect(execve.mock.calls[0]?.[2]).toMatchObject({ BUN_JSC_forceRAMSize: '268435456' });
    expect(isStartedAnew(['users', 'ls'])).toBe(false);
    expect(isStartedAnew([])).toBe(false);
  });

  test('once, and not against the will of the operator', () => {
    expect(isStartedAnew(['serve'], { BUN_JSC_forceRAMSize: '1' })).toBe(false);
  });

  test('never under the profiler, whose signals would end the new process', () => {
    process.execArgv = ['--cpu-prof', '--cpu-prof-dir=/tmp'];
    expect(isStartedAnew(['serve'])).toBe(false);
  });
});
