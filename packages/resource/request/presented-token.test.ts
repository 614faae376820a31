import { describe, expect, test } from 'bun:test';
import { isRefusal } from '@cardea/protocol';
import fc from 'fast-check';
import { presentedToken } from './presented-token.ts';

const b64token = fc.stringMatching(/^[A-Za-z0-9._~+/-]{1,60}={0,2}$/);
const scheme = fc
  .array(fc.boolean(), { minLength: 6, maxLength: 6 })
  .map((upper) => [...'bearer'].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(''));

const read = (headers: Record<string, string>, query = ''): string => {
  const result = presentedToken(new Request(`https://api.example.com/photos${query}`, { headers }));
  return isRefusal(result) ? result.code : result.token;
};

describe('the token of a request', () => {
  test('is read from Authorization with the scheme in any case, and from X-Auth-Token (RFC 6750 §2.1)', () => {
    fc.assert(
      fc.property(b64token, scheme, fc.nat(3), (token, bearer, spaces) => {
        expect(read({ authorization: `${bearer} ${' '.repeat(spaces)}${token}` })).toBe(token);
        expect(read({ 'x-auth-token': token })).toBe(token);
      }),
    );
  });

  test('two at once are refused, equal or not, in one header or in two (RFC 6750 §2)', () => {
    fc.assert(
      fc.property(b64token, b64token, (one, two) => {
        for (const second of [one, two]) {
          expect(read({ authorization: `Bearer ${one}`, 'x-auth-token': second })).toBe('request.two_tokens');
          expect(read({ authorization: `Bearer ${one}, bearer ${second}` })).toBe('request.two_tokens');
          expect(read({ 'x-auth-token': `${one}, ${second}` })).toBe('request.two_tokens');
        }
      }),
    );
  });

  test('in the query is refused, with or without another, however it is encoded (RFC 9700 §4.3.2)', () => {
    for (const query of [
      '?access_token=a',
      '?access_token',
      '?a=b&access%5Ftoken=',
      '?access_token=a&access_token=b',
    ]) {
      expect(read({}, query)).toBe('request.token_in_query');
      expect(read({ authorization: 'Bearer a' }, query)).toBe('request.token_in_query');
    }
    expect(read({ authorization: 'Bearer a' }, '?q=access_token')).toBe('a');
  });

  test('other schemes are no token: a proxy may use Authorization for its own', () => {
    for (const authorization of ['Basic YTpi', 'Digest username="a", realm="b"', 'Bearerabc', '']) {
      expect(read({ authorization })).toBe('token.missing');
      expect(read({ authorization, 'x-auth-token': 'abc' })).toBe('abc');
    }
    expect(read({})).toBe('token.missing');
  });

  test.each([
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Bearer "a"',
    'Bearer a=b',
    'Bearer a;b',
    `Bearer ${'a'.repeat(16_385)}`,
  ])('a malformed one is no token: %#', (authorization) => expect(read({ authorization })).toBe('token.malformed'));

  test('any header at all gives a token of the right form or a refusal', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\x20-\x7e]{0,80}$/), fc.stringMatching(/^[\x20-\x7e]{0,80}$/), (one, two) => {
        expect(read({ authorization: one, 'x-auth-token': two })).toMatch(/^[A-Za-z0-9._~+/-]+=*$|^(token|request)\./);
      }),
    );
  });
});
