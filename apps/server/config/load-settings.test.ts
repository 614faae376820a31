import { afterEach, beforeEach, describe, expect, test } from 'bun:test';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Environment } from './environment.ts';
import { loadSettings } from './load-settings.ts';
import { areProblems, formatProblem } from './settings-problem.ts';
import { settingsWarnings } from './settings-rules.ts';
import { type Settings, settingsTable } from './settings-table.ts';

const STRONG = 'qL7n0Xw2Vb9TzKd4RfYc8HsJ1gMpE6uA3iOxN5tWvQk=';
const production: Environment = { CARDEA_ISSUER: 'https://id.example.com', CARDEA_SECRET: STRONG };

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cardea-config-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const load = (env: Environment = {}): Settings => {
  const result = loadSettings({ env, cwd });
  if (areProblems(result)) throw new Error(result.map(formatProblem).join('\n'));
  return result;
};

const problems = (env: Environment, file?: string): readonly string[] => {
  const result = loadSettings({ env, cwd, file });
  return areProblems(result) ? result.map(formatProblem) : [];
};

const write = (name: string, text: string, mode = 0o600): string => {
  const path = join(cwd, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
};

describe('defaults', () => {
  test('with nothing set, a developer has a complete server on this machine alone', () => {
    expect(load()).toMatchObject({
      mode: 'development',
      issuer: 'http://localhost:2273',
      host: '127.0.0.1',
      port: 2273,
      dataDir: join(cwd, '.cardea'),
      databaseUrl: `file:${join(cwd, '.cardea/cardea.db')}`,
      secret: undefined,
      demo: true,
      signingAlgorithms: ['ES256'],
      accessTokenTtlSeconds: 3600,
      trustedProxies: [],
      shutdownDrainSeconds: 10,
      configFile: undefined,
    });
  });

  test('every default of a setting fits its own schema', () => {
    expect(problems({})).toEqual([]);
    expect(problems({ CARDEA_ISSUER: 'https://id.example.com' })).toEqual([]);
  });

  test('the issuer follows the port and TLS', () => {
    expect(load({ CARDEA_PORT: '9' }).issuer).toBe('http://localhost:9');
    expect(load({ CARDEA_TLS_CERT: 'a.pem', CARDEA_TLS_KEY: 'b.pem' }).issuer).toBe('https://localhost:2273');
  });

  test('production is meant by NODE_ENV, by an issuer elsewhere, or by its name', () => {
    expect(load(production)).toMatchObject({ mode: 'production', host: '0.0.0.0', demo: false });
    expect(load({ CARDEA_ISSUER: 'http://[::1]:81' }).mode).toBe('development');
    expect(load({ ...production, CARDEA_MODE: 'development' }).mode).toBe('development');
    expect(problems({ NODE_ENV: 'production' })).toEqual([
      expect.stringContaining('CARDEA_ISSUER is missing, and production needs it'),
    ]);
  });

  test('loading writes nothing', () => {
    load();
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('sources', () => {
  test('the environment is stronger than the file, the file stronger than the default', () => {
    write('cardea.toml', 'port = 1000\nlog_level = "warn"\n[tls]\ncert = "c.pem"\nkey = "k.pem"\n');
    const settings = load({ CARDEA_PORT: '2000' });
    expect(settings).toMatchObject({ port: 2000, logLevel: 'warn', profile: 'oauth21' });
    expect(settings).toMatchObject({ tlsCert: join(cwd, 'c.pem'), configFile: join(cwd, 'cardea.toml') });
  });

  test('JSON says the same as TOML, and lists are lists', () => {
    const file = write('x.json', JSON.stringify({ signing_algorithms: ['EdDSA', 'ES256'], proxy: { trusted: '::1' } }));
    expect(loadSettings({ env: {}, cwd, file })).toMatchObject({
      signingAlgorithms: ['EdDSA', 'ES256'],
      trustedProxies: ['::1/128'],
    });
    expect(load({ CARDEA_CONFIG: 'x.json' }).signingAlgorithms).toEqual(['EdDSA', 'ES256']);
  });

  test('an empty variable counts as unset, but an empty secret is a mistake', () => {
    expect(load({ CARDEA_PORT: '', CARDEA_ISSUER: '' }).port).toBe(2273);
    expect(problems({ CARDEA_SECRET: '' })).toEqual([expect.stringContaining('CARDEA_SECRET is set but empty')]);
  });

  test('a file that is missing or broken is a problem that quotes nothing of it', () => {
    expect(problems({ CARDEA_CONFIG: 'nowhere.toml' })).toEqual([expect.stringContaining('nowhere.toml')]);
    const [line] = problems({}, write('x.json', '{"secret": hunter2hunter2}'));
    expect(line).toContain('cannot be read as settings');
    expect(line).not.toContain('hunter2');
  });

  test('unknown variables and keys are refused with the name that was probably meant', () => {
    const file = write('c.toml', 'prot = 1\n[database]\nulr = "x"\n');
    expect(problems({ CARDEA_ISUER: 's3cret', CARDEA_XYZZY: 'x' }, file)).toEqual([
      'CARDEA_ISUER is no setting of Cardea. Did you mean CARDEA_ISSUER?',
      expect.stringContaining('CARDEA_XYZZY is no setting of Cardea. '),
      `prot in ${file} is no setting of Cardea. Did you mean port?`,
      `database.ulr in ${file} is no setting of Cardea. Did you mean database.url?`,
    ]);
    const known = loadSettings({ env: { CARDEA_SERVER: 'x' }, cwd, alsoKnown: ['CARDEA_SERVER'] });
    expect(areProblems(known)).toBe(false);
  });
});

describe('production refuses (S112)', () => {
  const refused = [
    ['an http issuer', { CARDEA_ISSUER: 'http://id.example.com' }, 'is not https'],
    ['a missing issuer', { CARDEA_ISSUER: undefined }, 'CARDEA_ISSUER is missing'],
    ['a short secret', { CARDEA_SECRET: 'changeme' }, 'CARDEA_SECRET is too short'],
    ['a secret of little variety', { CARDEA_SECRET: 'a'.repeat(64) }, 'CARDEA_SECRET is too regular'],
    ['demo data', { CARDEA_DEMO: 'yes' }, 'demo client in production'],
  ] as const;
  for (const [what, env, words] of refused)
    test(what, () => {
      expect(problems({ ...production, CARDEA_MODE: 'production', ...env })).toEqual([expect.stringContaining(words)]);
    });

  test('a settings file with a secret that others may read', () => {
    const file = write('c.toml', `secret = "${STRONG}"`, 0o644);
    expect(problems({ ...production, CARDEA_SECRET: undefined }, file)).toEqual([expect.stringContaining('chmod 600')]);
    expect(problems({}, file)).toEqual([]);
  });

  test('everything at once', () => {
    const env = { CARDEA_ISSUER: 'http://x.example/', CARDEA_SECRET: 'x', CARDEA_PORT: 'y', CARDEA_NOPE: 'z' };
    expect(problems({ ...env, CARDEA_MODE: 'production' })).toHaveLength(4);
  });

  test('a loopback address behind a named proxy is fine', () => {
    expect(problems({ ...production, CARDEA_HOST: '127.0.0.1', CARDEA_TRUSTED_PROXIES: '127.0.0.1' })).toEqual([]);
  });
});

describe('values', () => {
  test('a problem names the variable, the value and how to mend it', () => {
    expect(problems({ CARDEA_PORT: '80a' })).toEqual([
      'CARDEA_PORT ("80a") is not a whole number from 0 to 65535. Write a free port, such as 2273.',
    ]);
  });

  test("a secret's value is never shown", () => {
    const secrets = Object.values(settingsTable).filter((row) => row.secret);
    expect(secrets.length).toBeGreaterThan(2);
    fc.assert(
      fc.property(fc.constantFrom(...secrets), fc.string({ minLength: 6, maxLength: 40 }), (row, value) => {
        fc.pre(!/^[\sa-z.]*$/.test(value));
        for (const line of problems({ [row.env]: value })) expect(line).not.toContain(value);
      }),
      { numRuns: 200 },
    );
  });

  test('any text for any setting is a value or a problem, never an exception', () => {
    const rows = Object.values(settingsTable);
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.string({ maxLength: 30 }), (row, value) => {
        const lines = problems({ [row.env]: value });
        for (const line of lines) expect(line).toContain('. ');
      }),
      { numRuns: 300 },
    );
  });

  test('issuers are canonical: no query, fragment, trailing slash, default port or credentials', () => {
    for (const issuer of ['https://id.example.com/', 'https://ID.example.com', 'https://id.example.com:443'])
      expect(problems({ CARDEA_ISSUER: issuer })[0]).toContain('which is https://id.example.com. ');
    for (const issuer of ['https://a.example?x', 'https://a.example#', 'https://u:p@a.example', 'ftp://a.example', 'a'])
      expect(problems({ CARDEA_ISSUER: issuer })).toHaveLength(1);
    expect(load({ ...production, CARDEA_ISSUER: 'https://a.example/one/two' }).issuer).toBe(
      'https://a.example/one/two',
    );
  });

  test('credentials in the database URL are refused', () => {
    for (const url of [
      'libsql://x.example?authToken=abc',
      'https://u:p@x.example',
      'postgres://x',
      'file:',
      'file:/a/',
    ])
      expect(problems({ CARDEA_DATABASE_URL: url })).toHaveLength(1);
    expect(load({ CARDEA_DATABASE_URL: 'file:./a b.db' }).databaseUrl).toBe(`file:${join(cwd, 'a b.db')}`);
    expect(load({ CARDEA_DATABASE_URL: 'file:///a/b.db' }).databaseUrl).toBe('file:/a/b.db');
  });

  test('durations have units and bounds', () => {
    expect(load({ CARDEA_ACCESS_TOKEN_TTL: '15m' }).accessTokenTtlSeconds).toBe(900);
    expect(load({ CARDEA_ACCESS_TOKEN_TTL: '90' }).accessTokenTtlSeconds).toBe(90);
    for (const text of ['1', '1y', '-1h', '1.5h', '1e3', '99999999999d'])
      expect(problems({ CARDEA_ACCESS_TOKEN_TTL: text }).length).toBeGreaterThan(0);
    expect(problems({ CARDEA_MAX_ACCESS_TOKEN_TTL: '1m' })).toEqual([expect.stringContaining('is shorter than')]);
  });

  test('blocks of addresses carry their prefix', () => {
    expect(load({ CARDEA_TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.1 [2001:db8::]/32' }).trustedProxies).toEqual([
      '10.0.0.0/8',
      '192.0.2.1/32',
      '2001:db8::/32',
    ]);
    for (const text of ['10.0.0.0/33', '10.0.0/8', '1.2.3.4/', 'proxy', '::/129', '1.2.3.4/8/8'])
      expect(problems({ CARDEA_TRUSTED_PROXIES: text })).toHaveLength(1);
  });

  test('half of a TLS pair, TLS with an http issuer and a guessed port are problems', () => {
    expect(problems({ CARDEA_TLS_CERT: 'a' })).toEqual([expect.stringContaining('CARDEA_TLS_KEY is missing')]);
    const tls = { CARDEA_TLS_CERT: 'a', CARDEA_TLS_KEY: 'b', CARDEA_ISSUER: 'http://localhost:1' };
    expect(problems(tls)).toEqual([expect.stringContaining('is not https although TLS is on')]);
    expect(problems({ CARDEA_PORT: '0' })).toEqual([expect.stringContaining('CARDEA_PORT')]);
  });
});

test('what is doubtful but allowed is told in words', () => {
  expect(settingsWarnings(load())).toEqual([]);
  expect(settingsWarnings(load({ ...production, CARDEA_DATABASE_SYNCHRONOUS: 'NORMAL' }))).toHaveLength(3);
  expect(settingsWarnings(load({ CARDEA_PROFILE: 'fapi2' }))).toEqual([]);
  expect(settingsWarnings(load(production))).toContainEqual(expect.stringContaining('CARDEA_SMTP_URL'));
  const local = { CARDEA_ISSUER: 'https://localhost', CARDEA_MODE: 'production', CARDEA_HOST: '127.0.0.1' };
  expect(settingsWarnings(load({ ...production, ...local }))).toEqual(
    expect.arrayContaining([
      expect.stringContaining('names this machine'),
      expect.stringContaining('from this machine alone'),
    ]),
  );
});
