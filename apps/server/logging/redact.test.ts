import { describe, expect, test } from 'bun:test';
import { formatHandle, type HandleKind, handlePrefixes } from '@cardea/protocol';
import fc from 'fast-check';
import { createLogger } from './create-logger.ts';
import { redactText } from './redact-text.ts';
import { redactValue } from './redact-value.ts';

/** What a production log would hold after one line. */
const logged = (write: (log: ReturnType<typeof createLogger>) => void): string => {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line), flushSync: () => {}, isTerminal: false };
  write(createLogger({ logLevel: 'trace', mode: 'production' }, destination));
  for (const line of lines) JSON.parse(line);
  return lines.join('');
};

const bytes = (count: number) => fc.uint8Array({ minLength: count, maxLength: count });
const base64url = (data: Uint8Array | string) => Buffer.from(data).toString('base64url');

const handle = fc
  .tuple(fc.constantFrom(...(Object.keys(handlePrefixes) as HandleKind[])), bytes(49))
  .map(([kind, body]): string => {
    const text = base64url(body);
    return formatHandle(kind, { selector: text.slice(0, 22), verifier: text.slice(22, 65) });
  });
const jwt = fc
  .tuple(fc.constantFrom('ES256', 'RS256', 'HS256'), fc.string({ maxLength: 40 }), bytes(64))
  .map(
    ([alg, sub, mac]) =>
      `${base64url(JSON.stringify({ alg, typ: 'JWT' }))}.${base64url(JSON.stringify({ sub }))}.${base64url(mac)}`,
  );
/** Long enough that no part of a log line is one by chance. */
const password = fc
  .tuple(fc.string({ unit: 'grapheme', minLength: 4, maxLength: 30 }), bytes(6))
  .map(([text, salt]) => `${text}${Buffer.from(salt).toString('hex')}`);
const token68 = bytes(24).map((data) => Buffer.from(data).toString('base64'));

/** Where a secret that is known by its shape may stand: anywhere. */
const anywhere: readonly ((secret: string) => unknown)[] = [
  (secret) => secret,
  (secret) => `got ${secret}, expected another`,
  (secret) => ({ a: [{ b: { c: `x=${secret}` } }] }),
  (secret) => ({ [secret]: true }),
  (secret) => new Map([[secret, [secret]]]),
  (secret) => new Set([secret]),
  (secret) => new URL(`https://api.example/path/${secret}?a=${secret}#${secret}`),
  (secret) => new Error(`cannot use ${secret}`, { cause: new TypeError(secret) }),
  (secret) => Object.assign(new Error('x'), { response: { body: secret } }),
  (secret) => new AggregateError([new Error(secret)], 'several'),
  (secret) => JSON.stringify(JSON.stringify({ value: secret })),
  (secret) => new Headers({ 'x-anything': secret }),
  (secret) => ({ toString: () => secret, list: [[['deep', secret]]] }),
];

/** Where a secret that is known by its name, or by the scheme before it, may stand. */
const named: readonly ((name: string, secret: string) => unknown)[] = [
  (name, secret) => ({ [name]: secret }),
  (name, secret) => ({ body: { [name]: { nested: [secret] } } }),
  (name, secret) => ({ [name.replaceAll('_', '-').toUpperCase()]: secret }),
  (name, secret) => new Map([[name, secret]]),
  (name, secret) => ({ rawHeaders: ['accept', '*/*', name, secret] }),
  (name, secret) => [{ name, value: secret }],
  (name, secret) => new URLSearchParams({ [name]: secret }),
  (name, secret) => `grant_type=x&${new URLSearchParams({ [name]: secret })}&scope=a`,
  (name, secret) => `/cb?${new URLSearchParams({ to: `https://x/?${new URLSearchParams({ [name]: secret })}` })}`,
  (name, secret) => `sent ${JSON.stringify({ a: 1, [name]: secret, z: 1 })}`,
  (name, secret) => new Error(`sent ${JSON.stringify(JSON.stringify({ [name]: secret }))}`),
  (name, secret) => JSON.stringify(JSON.stringify(JSON.stringify({ [name]: secret, other: 'x' }))),
];

const names = [
  ...['password', 'new_password', 'client_secret', 'clientSecret', 'client_assertion', 'cookie', 'set-cookie'],
  ...['refresh_token', 'token', 'x-auth-token', 'code_verifier', 'authorization', 'api_key', 'device_code'],
];

/** All texts under which a secret could be recognised in a line. */
const spellings = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
];

const expectHidden = (line: string, secret: string): void => {
  for (const spelling of spellings(secret)) expect(line).not.toContain(spelling);
  // Not its end alone either.
  expect(line).not.toContain(secret.slice(-10));
};

describe('no secret leaves in a log line (INV6)', () => {
  test('handles and JWTs, wherever they stand', () => {
    fc.assert(
      fc.property(fc.oneof(handle, jwt), fc.constantFrom(...anywhere), (secret, place) => {
        const value = place(secret);
        expectHidden(
          logged((log) => log.info({ value }, 'x')),
          secret,
        );
        expectHidden(
          logged((log) => log.child({ value }).error({ err: value }, String(value))),
          secret,
        );
      }),
      { numRuns: 400 },
    );
  });

  test('secrets under their name: in fields, headers, forms, URLs, JSON texts and errors', () => {
    fc.assert(
      fc.property(
        fc.oneof(password, token68),
        fc.constantFrom(...names),
        fc.constantFrom(...named),
        (secret, name, place) => {
          const value = place(name, secret);
          expectHidden(
            logged((log) => log.warn({ value }, typeof value === 'string' ? value : 'x')),
            secret,
          );
          expectHidden(
            logged((log) => log.child({ x: { value } }).fatal({}, 'x')),
            secret,
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('credentials after their scheme, in any case', () => {
    const scheme = fc.constantFrom('Basic', 'bearer', 'BEARER', 'DPoP', 'basic ');
    fc.assert(
      fc.property(
        scheme,
        fc.oneof(token68, handle, jwt),
        fc.constantFrom(...anywhere.slice(0, 3)),
        (name, secret, place) => {
          const value = place(`${name} ${secret}`);
          expectHidden(
            logged((log) => log.info({ value }, `sent ${name} ${secret}`)),
            secret,
          );
        },
      ),
    );
  });

  test('cookies, credentials in URLs, private keys, password hashes and bytes', () => {
    const secret = 'Zm9vYmFyMTIzNDU2Nzg5MA';
    const values = [
      `cookie: a=b; session=${secret}; c=${secret}`,
      `Set-Cookie: __Host-s=${secret}; Path=/`,
      { headers: { cookie: [`s=${secret}`] } },
      `libsql://user:${secret}@db.example/x`,
      `-----BEGIN EC PRIVATE KEY-----\n${secret}\n-----END EC PRIVATE KEY-----`,
      `-----BEGIN PRIVATE KEY-----\n${secret}`,
      `$argon2id$v=19$m=19456,t=2,p=1$${secret}$${secret}`,
      { key: { kty: 'EC', crv: 'P-256', d: secret } },
      { verifier: Buffer.from(secret) },
      Buffer.from(secret),
      `/callback?code=${secret}&state=1`,
      `password: correct horse ${secret}`,
    ];
    for (const value of values)
      expectHidden(
        logged((log) => log.info({ value }, typeof value === 'string' ? value : 'x')),
        secret,
      );
  });
});

describe('what a log is for stays', () => {
  test('facts about secrets that are none', () => {
    const facts = {
      code: 'client.secret_wrong',
      tokens: 5,
      hasSecret: true,
      tokenId: 'AAAAAAAAAAAAAAAAAAAAAA',
      token_endpoint_auth_method: 'client_secret_basic',
      path: '/api/v1/oauth/token',
      issuer: 'https://id.example.com',
    };
    expect(redactValue(facts)).toEqual(facts);
    for (const text of [
      'The access token is invalid, expired or revoked',
      'Bearer token missing',
      'WWW-Authenticate: Bearer realm="x"',
      'client_secret_basic is not the registered method',
      'listening on http://localhost:2273',
    ])
      expect(redactText(text)).toBe(text);
  });

  test('the kind of a handle, and what stands beside a secret', () => {
    expect(redactText(`a cda_at_${'x'.repeat(70)} b`)).toBe('a cda_at_[redacted] b');
    expect(redactText('client_id=web&client_secret=abc&scope=a')).toBe(
      'client_id=web&client_secret=[redacted]&scope=a',
    );
    expect(redactText('{"password":"a\\"b","user":"eve"}')).toBe('{"password":"[redacted]","user":"eve"}');
  });
});

describe('any value can be logged', () => {
  test('without an exception, and as one line of JSON', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), (value) => {
        const line = logged((log) => log.info({ value }, 'x'));
        expect(line.split('\n')).toHaveLength(2);
      }),
    );
  });

  test('even one that contains itself, throws when read, or is vast', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    const thrower = {
      get x(): never {
        throw new Error('no');
      },
    };
    const vast = { text: 'x'.repeat(1_000_000), list: Array.from({ length: 100_000 }, () => loop) };
    expect(logged((log) => log.info({ loop, thrower, vast }, 'x')).length).toBeLessThan(200_000);
  });

  test('in time that grows with its length alone', () => {
    const hostile = [
      'password":"',
      'secret=',
      'eyJ',
      'eyA.',
      'Basic ',
      '//',
      '-----BEGIN PRIVATE KEY-----',
      'token\\',
      '%25',
      'a',
    ];
    for (const piece of hostile) {
      for (let i = 0; i < 20; i++) expect(redactText(piece.repeat(64 * 1024)).length).toBeLessThan(100_000);
    }
  });
});

test('a level that is off writes nothing and never looks at its fields', () => {
  const lines: string[] = [];
  const log = createLogger(
    { logLevel: 'warn', mode: 'production' },
    { write: (line) => void lines.push(line), flushSync: () => {}, isTerminal: false },
  );
  const fields = {
    get x(): never {
      throw new Error('looked');
    },
  };
  log.info(fields, 'x');
  log.child({ a: 1 }).debug(fields, 'x');
  expect(lines).toEqual([]);
  expect([log.isLevelEnabled('info'), log.isLevelEnabled('error')]).toEqual([false, true]);
});
