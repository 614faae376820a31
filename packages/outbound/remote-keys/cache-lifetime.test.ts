import { expect, test } from 'bun:test';
import { cacheLifetimeSeconds } from './cache-lifetime.ts';

test.each([
  ['nothing said', {}, 600],
  ['max-age', { 'cache-control': 'public, max-age=3600' }, 3600],
  ['max-age in other writing', { 'cache-control': 'MAX-AGE="900" , must-revalidate' }, 900],
  ['less what it spent in other caches', { 'cache-control': 'max-age=3600', age: '3000' }, 600],
  ['at least a minute', { 'cache-control': 'max-age=0' }, 60],
  ['at least a minute, also where it is older than its lifetime', { 'cache-control': 'max-age=100', age: '900' }, 60],
  ['at most a day', { 'cache-control': 'max-age=99999999999' }, 86_400],
  ['no-store', { 'cache-control': 'no-store, max-age=3600' }, 60],
  ['no-cache', { 'cache-control': 'no-cache' }, 60],
  ['max-age before Expires', { 'cache-control': 'max-age=120', expires: 'Thu, 01 Jan 2099 00:00:00 GMT' }, 120],
  ['Expires', { date: 'Thu, 01 Oct 2026 10:00:00 GMT', expires: 'Thu, 01 Oct 2026 11:00:00 GMT' }, 3600],
  ['Expires in the past', { date: 'Thu, 01 Oct 2026 10:00:00 GMT', expires: '0' }, 60],
  ['nonsense', { 'cache-control': 'max-age=-5, max-age, =, ,;', age: 'x' }, 600],
] as const)('a set is kept: %s', (_, headers, expected) => {
  expect(cacheLifetimeSeconds(headers)).toBe(expected);
});
