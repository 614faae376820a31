import { describe, expect, test } from 'bun:test';
import { parseCommandLine } from './command-line.ts';
import { median } from './load/median.ts';
import { toLines, toLua } from './load/plan.ts';
import { selfTimes } from './profile/cpu-profile.ts';
import { byFunction, byRoom, OUTSIDE, roomOf } from './profile/rooms.ts';
import { SCENARIOS } from './registry.ts';
import { holds } from './scenario.ts';

describe('the benchmark', () => {
  test('names every scenario once', () => {
    expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
  });

  test('runs only the scenarios asked for and refuses unknown ones', () => {
    expect(parseCommandLine(['--only', 'jwks']).scenarios.map(({ name }) => name)).toEqual(['jwks']);
    expect(() => parseCommandLine(['--only', 'nothing'])).toThrow('No scenario is called nothing');
  });

  test('writes the results of a whole run only', () => {
    expect(parseCommandLine(['--write']).again).toBe('bun run bench --write');
    expect(() => parseCommandLine(['--write', '--quick'])).toThrow('whole run');
    expect(() => parseCommandLine(['--write', '--only', 'jwks'])).toThrow('whole run');
  });

  test('takes the middle value, and the mean of two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  test('a bound that could not be measured does not hold', () => {
    const check = { label: '', direction: 'at least', bound: 3, unit: '×' } as const;
    expect(holds({ ...check, measured: 3 })).toBe(true);
    expect(holds({ ...check, measured: 2.9 })).toBe(false);
    expect(holds({ ...check, measured: undefined })).toBe(false);
  });

  test('quotes a request plan for Lua and refuses what it cannot quote', () => {
    const plan = { method: 'POST', path: '/t', headers: { A: 'b"\\' }, bodies: ['x=1'], expect: '"a"' } as const;
    expect(toLua(plan)).toContain('headers={["A"]="b\\"\\\\"}');
    expect(() => toLua({ ...plan, path: '/é' })).toThrow('printable ASCII');
    expect(() => toLines({ ...plan, bodies: ['é'] })).toThrow('printable ASCII');
  });

  test('looks for the text of a redirect in its location, and takes an error for right where it is asked for', () => {
    const plan = { method: 'GET', path: '/', headers: {}, bodies: [''], expect: 'code=' } as const;
    expect(toLua(plan)).toContain('status=200,redirect=false,once=false');
    expect(toLua({ ...plan, status: 303 })).toContain('status=303,redirect=true');
    expect(toLua({ ...plan, status: 400, use: 'once' })).toContain('status=400,redirect=false,once=true');
  });

  test('writes the requests of a plan a line each, with the header that differs', () => {
    const plan = { method: 'POST', path: '/t', headers: {}, bodies: ['a=1', 'a=2'], expect: '' } as const;
    expect(toLines(plan)).toBe('a=1\na=2\n');
    expect(toLines({ ...plan, eachHeader: { name: 'DPoP', values: ['p', 'q'] } })).toBe('a=1\tp\na=2\tq\n');
    expect(() => toLines({ ...plan, bodies: ['a\tb'] })).toThrow('printable ASCII');
  });

  test('knows the room that a source belongs to', () => {
    expect(roomOf('file:///home/x/packages/core/issuance/sign.ts')).toBe('packages/core');
    expect(roomOf('file:///home/x/node_modules/.bun/elysia@1+a/node_modules/elysia/dist/compose.mjs')).toBe('elysia');
    expect(roomOf('file:///x/node_modules/.bun/@a+b@1/node_modules/@a/b/c.js')).toBe('@a/b');
    expect(roomOf('bun:sqlite')).toBe('bun:sqlite');
    expect(roomOf('')).toBe(OUTSIDE);
  });

  test('gives native time to its caller and leaves out samples outside the window', () => {
    const frame = (functionName: string, url: string, lineNumber: number) => ({ functionName, url, lineNumber });
    const profile = {
      startTime: 1_000_000,
      nodes: [
        { id: 1, callFrame: frame('', '', -1), children: [2] },
        { id: 2, callFrame: frame('commit', 'file:///x/packages/db/queue.ts', 9), children: [3] },
        { id: 3, callFrame: frame('run', '', -1) },
      ],
      samples: [1, 2, 2, 3, 3, 3, 3],
      timeDeltas: [1000, 1000, 1000, 1000, 1000, 1000, 5000],
    };
    const times = selfTimes(profile, 1000, 1007);
    expect(byRoom(times)).toEqual([
      { room: 'packages/db', scriptSamples: 2, nativeSamples: 3 },
      { room: OUTSIDE, scriptSamples: 0, nativeSamples: 1 },
    ]);
    expect(byFunction(times).map(({ label }) => label)).toEqual([
      'run (native, from packages/db)',
      'commit (packages/db/queue.ts:10)',
      OUTSIDE,
    ]);
  });
});
