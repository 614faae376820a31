import { describe, expect, test } from 'bun:test';
import { requestPairs } from './request-pairs.ts';

const SAME = [
  ['client_id', 'c'],
  ['scope', 'openid notes:read'],
  ['resource', 'https://a.example/?x=1'],
  ['resource', 'https://b.example/'],
] as const;

describe('the parameters of a request', () => {
  test.each([
    [
      'an address',
      'https://id.example/authorize?client_id=c&scope=openid+notes%3Aread&resource=https%3A%2F%2Fa.example%2F%3Fx%3D1&resource=https://b.example/',
    ],
    [
      'the body of a form',
      'client_id=c&scope=openid%20notes:read&resource=https%3A%2F%2Fa.example%2F%3Fx%3D1&resource=https://b.example/',
    ],
    [
      'lines',
      'client_id=c\n  scope = openid notes:read \n\nresource=https://a.example/?x=1\r\nresource=https://b.example/',
    ],
  ])('are read from %s, in their order, and twice where they are there twice', (_name, text) => {
    expect(requestPairs(text)).toEqual(SAME);
  });

  test.each(['', ' ', 'nothing', '=value', 'https://id.example/'])('are none in %p', (text) => {
    expect(requestPairs(text)).toEqual([]);
  });
});
