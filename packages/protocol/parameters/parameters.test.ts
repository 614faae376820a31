import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { parseBasic } from '../client-auth/basic.ts';
import { isRefusal } from '../refusals/refusal.ts';
import { parseForm } from './form.ts';
import { parseJsonParameters } from './json.ts';

const code = (value: unknown) => (isRefusal(value) ? value.code : 'accepted');
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is avoided
const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((s) => !/[\0-\x1f\x7f\ufffd\ud800-\udfff]/.test(s));
const name = text.filter((s) => s !== '');
const fields = fc.uniqueArray(fc.tuple(name, text), { selector: ([key]) => key, maxLength: 30 });

describe('form parameters (RFC 6749 appendix B)', () => {
  test('what URLSearchParams writes is read back, an empty value as omitted', () => {
    fc.assert(
      fc.property(fields, (pairs) => {
        const parsed = parseForm(new URLSearchParams(pairs).toString());
        if (isRefusal(parsed)) throw new Error(parsed.code);
        for (const [key, value] of pairs) expect(parsed.get(key)).toBe(value === '' ? undefined : value);
      }),
    );
  });

  test('a duplicate is refused wherever it stands, even when empty or equal (RFC 6749 §3.2)', () => {
    fc.assert(
      fc.property(fields, name, text, text, (pairs, key, one, two) => {
        fc.pre(!['resource', 'audience'].includes(key));
        const body = new URLSearchParams([[key, one], ...pairs.filter(([other]) => other !== key), [key, two]]);
        expect(code(parseForm(body.toString()))).toBe('request.parameter_repeated');
      }),
    );
  });

  test('resource and audience may be repeated (RFC 8707 §2)', () => {
    const parsed = parseForm('resource=a&audience=x&resource=b&resource=');
    expect(isRefusal(parsed) ? [] : parsed.getAll('resource')).toEqual(['a', 'b']);
  });

  test.each(['a=%zz', 'a=%', 'a=%f', 'a=%00', '%00=a', 'a=%ff', 'a=%0a', 'a=\ufffd', 'a=%ed%a0%80'])(
    'refuses %j (S113)',
    (body) => {
      expect(code(parseForm(body))).toBe('request.form_malformed');
    },
  );

  test('any text is read or refused, never thrown at', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (body) => void parseForm(body)));
  });

  test('101 parameters are refused (D6), names of the prototype are only names (S115)', () => {
    const many = Array.from({ length: 101 }, (_, i) => `p${i}=1`).join('&');
    expect(code(parseForm(many))).toBe('request.too_many_parameters');
    const parsed = parseForm('__proto__=x&constructor=y');
    expect(isRefusal(parsed) ? undefined : parsed.get('toString')).toBeUndefined();
    expect(isRefusal(parsed) ? undefined : parsed.get('__proto__')).toBe('x');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('JSON parameters', () => {
  test('a flat object is read like the form of the same fields', () => {
    fc.assert(
      fc.property(fields, (pairs) => {
        fc.pre(pairs.every(([key]) => key !== '__proto__'));
        const parsed = parseJsonParameters(JSON.stringify(Object.fromEntries(pairs)));
        if (isRefusal(parsed)) throw new Error(parsed.code);
        for (const [key, value] of pairs) expect(parsed.get(key)).toBe(value === '' ? undefined : value);
      }),
    );
  });

  test('numbers and booleans stand for their text, null for nothing, arrays only for repeatable parameters', () => {
    const parsed = parseJsonParameters('{"expires_in":60,"a":true,"b":null,"resource":["x","y"]}');
    if (isRefusal(parsed)) throw new Error(parsed.code);
    expect([parsed.get('expires_in'), parsed.get('a'), parsed.get('b')]).toEqual(['60', 'true', undefined]);
    expect(parsed.getAll('resource')).toEqual(['x', 'y']);
    expect(code(parseJsonParameters('{"scope":["a","b"]}'))).toBe('request.parameter_repeated');
  });

  test.each(['{"a":"1","a":"1"}', '{"a":"1","\\u0061":"2"}', '{"x":{"a":1},"a":1,"a":2}'])(
    'refuses duplicates in %s',
    (body) => {
      expect(code(parseJsonParameters(body))).toBe('request.parameter_repeated');
    },
  );

  test.each([
    '',
    '[]',
    'null',
    '"a"',
    '{',
    '{"a":{}}',
    '{"a":[[]]}',
    '{"a":"\\u0000"}',
    '{"a":"\\u001f"}',
    '{"\\u0007":"a"}',
    '{"a":"\\ud800"}',
    '{"a":"\ufffd"}',
    `${'['.repeat(20_000)}`,
  ])('refuses %s', (body) => {
    expect(code(parseJsonParameters(body))).toBe('request.json_malformed');
  });

  test('a colon or quote inside a string is no name', () => {
    const parsed = parseJsonParameters('{"a":"\\"b\\":1,\\"b\\":2","b":"{x:"}');
    expect(isRefusal(parsed) ? undefined : parsed.get('b')).toBe('{x:');
  });
});

describe('Basic credentials (RFC 6749 §2.3.1)', () => {
  const encode = (id: string, secret: string) => {
    const form = (s: string) => new URLSearchParams([['', s]]).toString().slice(1);
    return Buffer.from(`${form(id)}:${form(secret)}`).toString('base64');
  };

  test('ids and secrets of any characters survive', () => {
    fc.assert(
      fc.property(name, text, (id, secret) => {
        expect(parseBasic(encode(id, secret))).toEqual({ id, secret });
      }),
    );
  });

  test.each([
    '',
    '!!!',
    'YWJj',
    Buffer.from([0xff, 0x3a, 0x61]).toString('base64'),
    Buffer.from('a%zz:b').toString('base64'),
    Buffer.from(':b').toString('base64'),
    'A'.repeat(8192),
  ])('refuses %j (S043)', (credentials) => {
    expect(code(parseBasic(credentials))).toBe('client.basic_malformed');
  });
});
