import { describe, expect, test } from 'bun:test';
import type { StoredSetting } from '@cardea/core';
import { aStoredSetting, temporaryFolder } from '@cardea/testkit';
import { loadSettings } from '../config/load-settings.ts';
import { areProblems } from '../config/settings-problem.ts';
import type { Settings } from '../config/settings-table.ts';
import { LiveSettings } from './live-settings.ts';
import { createSettingsCatalogue } from './settings-catalogue.ts';

const load = (env: Readonly<Record<string, string>> = {}): Settings => {
  using folder = temporaryFolder();
  const settings = loadSettings({ env, cwd: folder.path });
  if (areProblems(settings)) throw new Error(JSON.stringify(settings));
  return settings;
};

/** A process with its environment, and what is stored. */
const aProcess = (env: Readonly<Record<string, string>> = {}) => {
  const loaded = load(env);
  let rows: readonly StoredSetting[] = [];
  let isGone = false;
  const lines: unknown[] = [];
  let changes = 0;
  const live = new LiveSettings({
    loaded,
    stores: { settings: { list: async () => (isGone ? Promise.reject(new Error('gone')) : rows) } },
    log: { info: () => undefined, warn: (fields: object) => void lines.push(fields) },
    onChange: () => void changes++,
  });
  const store = async (values: Readonly<Record<string, string | undefined>>) => {
    rows = Object.entries(values).map(([name, value]) => aStoredSetting({ name, value }));
    await live.refresh();
  };
  return {
    ...{ loaded, live, settings: live.settings, store, lines },
    catalogue: createSettingsCatalogue(live, loaded),
    changes: () => changes,
    lose: () => {
      isGone = true;
    },
  };
};

describe('settings of a running process', () => {
  test('what is stored holds over the default, whoever has the settings already, and goes when it is taken back', async () => {
    const { settings, store, loaded, changes } = aProcess();
    const { registration, sessionIdleSeconds } = loaded;
    await store({ 'registration.mode': 'token', session_idle: '2h' });
    expect([settings.registration, settings.sessionIdleSeconds]).toEqual(['token', 7200]);
    expect({ ...settings }).toMatchObject({ registration: 'token', issuer: loaded.issuer });
    await store({ 'registration.mode': undefined, session_idle: '2h' });
    expect([settings.registration, settings.sessionIdleSeconds]).toEqual([registration, 7200]);
    await store({});
    expect(settings.sessionIdleSeconds).toBe(sessionIdleSeconds);
    expect(changes()).toBe(3);
    await store({});
    expect(changes()).toBe(3);
  });

  test('what the operator has set at the machine is stronger, and says so', async () => {
    const { settings, store, catalogue, lines } = aProcess({ CARDEA_SESSION_IDLE: '1d' });
    await store({ session_idle: '2h' });
    expect(settings.sessionIdleSeconds).toBe(86_400);
    expect(lines).toEqual([]);
    expect(catalogue.list().find(({ name }) => name === 'session_idle')).toMatchObject({
      ...{ source: 'environment', value: '1d', fallback: '7d', isStorable: true, variable: 'CARDEA_SESSION_IDLE' },
    });
  });

  test('what this version does not know, or cannot be, does not hold; the rest does, and it is logged once', async () => {
    const { settings, store, lines } = aProcess();
    const wrong = { session_idle: 'for ever', issuer: 'https://evil.example', 'of.tomorrow': '1', __proto__x: '1' };
    await store({ ...wrong, session_max: '3d' });
    await store({ ...wrong, session_max: '3d' });
    expect([settings.sessionIdleSeconds, settings.sessionMaxSeconds]).toEqual([7 * 86_400, 3 * 86_400]);
    expect(settings.issuer).not.toContain('evil');
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).toContain('session_idle');
  });

  test('what does not fit the other settings is refused, and does not hold where they changed since (issuer in production)', async () => {
    const production = {
      CARDEA_ISSUER: 'https://id.example.com',
      CARDEA_SECRET: 'dGhpcyBpcyBhIHZlcnkgbG9uZyBzZWNyZXQgdGV4dDEyMw',
    };
    const { catalogue, settings, store } = aProcess({ ...production, CARDEA_MAX_ACCESS_TOKEN_TTL: '2h' });
    expect(catalogue.problem('access_token_ttl', '3h')).toContain('CARDEA_MAX_ACCESS_TOKEN_TTL is shorter');
    expect(catalogue.problem('access_token_ttl', '2h')).toBeUndefined();
    expect(catalogue.problem('sign_up', 'verified_email')).toContain('needs a mail server');
    expect(catalogue.problem('access_token_ttl', 'soon')).toContain('is not a duration');
    expect(catalogue.problem('issuer', 'https://other.example')).toBe('is set at the machine');
    expect(catalogue.problem('toString', 'x')).toBe('is set at the machine');
    await store({ access_token_ttl: '3h', sign_up: 'verified_email' });
    expect([settings.accessTokenTtlSeconds, settings.signUp]).toEqual([3600, 'off']);
  });

  test('of two looks at once, what was read later holds', async () => {
    const answers: PromiseWithResolvers<readonly StoredSetting[]>[] = [];
    const live = new LiveSettings({
      loaded: load(),
      stores: {
        settings: {
          list: () => {
            const answer = Promise.withResolvers<readonly StoredSetting[]>();
            answers.push(answer);
            return answer.promise;
          },
        },
      },
      log: { info: () => undefined, warn: () => undefined },
      onChange: () => undefined,
    });
    const looks = [live.refresh(), live.refresh()];
    const asked = async (times: number) => {
      while (answers.length < times) await Promise.resolve();
    };
    await asked(1);
    answers[0]?.resolve([aStoredSetting({ value: 'off' })]);
    await asked(2);
    answers[1]?.resolve([aStoredSetting({ value: 'token', version: 2 })]);
    await Promise.all(looks);
    expect(live.settings.registration).toBe('token');
  });

  test('what held goes on to hold while the database does not answer', async () => {
    const { settings, store, live, lose } = aProcess();
    await store({ 'registration.mode': 'off' });
    lose();
    await expect(live.refresh()).rejects.toThrow('gone');
    expect(settings.registration).toBe('off');
  });

  test('no secret is told, only that it is set (S112)', async () => {
    const secrets = {
      CARDEA_SECRET: 'dGhpcyBpcyBhIHZlcnkgbG9uZyBzZWNyZXQgdGV4dDEyMw',
      CARDEA_SMTP_URL: 'smtps://mailer@mail.example.org',
      CARDEA_SMTP_PASSWORD: 'hunter2hunter2',
      CARDEA_MAIL_FROM: 'id@example.org',
      CARDEA_DATABASE_URL: 'https://db.example.org',
      CARDEA_DATABASE_TOKEN: 'hunter4hunter4',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=hunter6',
    };
    const { catalogue, loaded } = aProcess(secrets);
    const listed = catalogue.list();
    expect(JSON.stringify([listed, loaded.origins])).not.toContain('dGhpcyBpcyBh');
    expect(JSON.stringify(listed)).not.toContain('hunter');
    expect(listed.find(({ variable }) => variable === 'CARDEA_SMTP_PASSWORD')).toMatchObject({
      ...{ isSecret: true, isSet: true, source: 'environment', isStorable: false },
    });
    expect(listed.filter(({ isSecret }) => isSecret).map(({ value, isSet }) => [value, isSet])).toEqual(
      Array.from({ length: 5 }, () => [undefined, true]),
    );
  });

  test('each has one name, and what may be stored is no secret and has a default', () => {
    const listed = aProcess().catalogue.list();
    expect(new Set(listed.map(({ name }) => name)).size).toBe(listed.length);
    for (const one of listed.filter(({ isStorable }) => isStorable)) {
      expect([one.name, one.isSecret, typeof one.fallback]).toEqual([one.name, false, 'string']);
      for (const choice of one.choices ?? [])
        expect([choice, aProcess().catalogue.problem(one.name, choice)]).toEqual([choice, undefined]);
    }
  });
});
