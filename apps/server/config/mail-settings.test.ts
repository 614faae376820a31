import { describe, expect, test } from 'bun:test';
import type { Environment } from './environment.ts';
import { loadSettings } from './load-settings.ts';
import { areProblems, formatProblem } from './settings-problem.ts';
import type { Settings } from './settings-table.ts';

const cwd = '/nonexistent';

const load = (env: Environment): Settings => {
  const result = loadSettings({ env, cwd });
  if (areProblems(result)) throw new Error(result.map(formatProblem).join('\n'));
  return result;
};

const problems = (env: Environment): readonly string[] => {
  const result = loadSettings({ env, cwd });
  return areProblems(result) ? result.map(formatProblem) : [];
};

describe('settings of mail', () => {
  test('a mail server is an smtp or smtps URL, with a name and a password that nobody sees', () => {
    const from = { CARDEA_MAIL_FROM: 'Example Login <no-reply@example.org>' };
    const { smtp, mailFrom } = load({ ...from, CARDEA_SMTP_URL: 'smtps://me%40here:p%2Fw@mail.example' });
    expect(smtp).toEqual({ host: 'mail.example', port: 465, implicitTls: true, user: 'me@here', password: 'p/w' });
    expect(mailFrom).toEqual({ name: 'Example Login', address: 'no-reply@example.org' });
    expect(load({ CARDEA_SMTP_URL: 'smtp://[::1]:25', CARDEA_MAIL_FROM: 'a@b.example' }).smtp).toMatchObject({
      host: '::1',
      port: 25,
      implicitTls: false,
      user: undefined,
    });
    for (const url of [
      'mail.example',
      'https://mail.example',
      'smtp://',
      'smtp://mail.example:0',
      'smtp://mail.example/path',
      'smtp://mail.example?tls=no',
      'smtp://:secret-word@mail.example',
      'smtp://%zz@mail.example',
    ]) {
      const [problem = '', ...others] = problems({ ...from, CARDEA_SMTP_URL: url });
      expect(problem).toContain('CARDEA_SMTP_URL');
      expect(problem).not.toContain('secret-word');
      expect(others).toEqual([]);
    }
  });

  test.each([
    '',
    'me',
    'me@',
    'a@b@c',
    '<a@b.example>',
    'A <a@b.example> B',
    'a@b.example, c@d.example',
    'A\r\nBcc: <x@y.example>',
  ])('a sender is no %j', (sender) => {
    const mail = { CARDEA_SMTP_URL: 'smtps://mail.example', CARDEA_MAIL_FROM: sender };
    expect(problems(mail)).toEqual([expect.stringContaining('CARDEA_MAIL_FROM')]);
  });

  test('that do not fit are problems', () => {
    const mail = { CARDEA_SMTP_URL: 'smtp://me:pw@mail.example', CARDEA_MAIL_FROM: 'a@b.example' };
    expect(problems({ CARDEA_SMTP_URL: 'smtps://mail.example' })).toEqual([
      expect.stringContaining('CARDEA_MAIL_FROM'),
    ]);
    expect(problems({ ...mail, CARDEA_SMTP_TLS: 'off' })).toEqual([expect.stringContaining('in the clear')]);
    expect(problems({ ...mail, CARDEA_SMTP_TLS: 'maybe' })).toEqual([expect.stringContaining('CARDEA_SMTP_TLS')]);
    expect(problems({ CARDEA_SMTP_PASSWORD: 'x' })).toEqual([expect.stringContaining('no user name')]);
    expect(problems({ ...mail, CARDEA_SMTP_URL: 'smtp://mail.example', CARDEA_SMTP_PASSWORD: 'x' })).toEqual([
      expect.stringContaining('no user name'),
    ]);
  });
});
