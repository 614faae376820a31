import { describe, expect, test } from 'bun:test';
import type { Mail, MailAbout } from '@cardea/core';
import { languages } from '../pages/languages/languages.ts';
import { renderMail } from './render-mail.tsx';
import { timeInWords } from './words/time-in-words.ts';

const link = 'https://login.example/verify?link=cda_ol_x&y=1';
const mails: { readonly [K in MailAbout]: Extract<Mail, { readonly about: K }> } = {
  verify_email: { about: 'verify_email', link, validSeconds: 86_400 },
  reset_password: { about: 'reset_password', link, validSeconds: 3600 },
  password_changed: { about: 'password_changed' },
  factors_changed: { about: 'factors_changed' },
  recovery_code_used: { about: 'recovery_code_used' },
  deletion_scheduled: { about: 'deletion_scheduled', deleteAt: 1_800_000_000 },
  register: { about: 'register', link, validSeconds: 3600 },
  account_exists: { about: 'account_exists', link },
  confirm_email: { about: 'confirm_email', link, validSeconds: 3600 },
  email_changed: { about: 'email_changed', newEmail: 'a…@new.example' },
  sign_in_code: { about: 'sign_in_code', code: '12345678', validSeconds: 600 },
  invitation: { about: 'invitation', link, validSeconds: 604_800 },
};
const to = 'ada@people.example';

describe.each(languages.map(({ tag, direction }) => [tag, direction] as const))(
  'mails in %s',
  (language, direction) => {
    test.each(Object.values(mails).map((mail) => [mail.about, mail] as const))('%s', async (_, mail) => {
      const { subject, text, html } = await renderMail(
        { to, language, mail },
        { name: 'login.example', accent: undefined },
      );
      expect(subject).toContain('login.example');
      expect(subject).not.toMatch(/[\r\n]/);
      expect(html).toStartWith(`<!doctype html><html lang="${language}" dir="${direction}">`);
      for (const secret of ['link' in mail ? mail.link : undefined, 'code' in mail ? mail.code : undefined])
        if (secret !== undefined) {
          expect(text).toContain(secret);
          expect(html).toContain(secret.replaceAll('&', '&amp;'));
        }
      // Nothing is loaded from anywhere
      expect(html).not.toMatch(/<(img|script|link|iframe|object)|src=|url\(|@import/i);
    });

    test('no two mails have the same subject', async () => {
      const subjects = await Promise.all(
        Object.values(mails).map(
          async (mail) => (await renderMail({ to, language, mail }, { name: 'x', accent: undefined })).subject,
        ),
      );
      expect(new Set(subjects).size).toBe(subjects.length);
    });
  },
);

test('the day on which an account is deleted is said in the language of its person', async () => {
  const mail = mails.deletion_scheduled;
  const brand = { name: 'x', accent: undefined };
  expect((await renderMail({ to, language: 'en', mail }, brand)).text).toContain('On January 15, 2027 it is deleted');
  expect((await renderMail({ to, language: 'de', mail }, brand)).text).toContain('Am 15. Januar 2027');
});

test('a language that nobody speaks here is English', async () => {
  const { html } = await renderMail(
    { to, language: 'tlh', mail: mails.password_changed },
    { name: 'x', accent: undefined },
  );
  expect(html).toContain('lang="en"');
});

test('what others wrote cannot become HTML', async () => {
  const mail = { ...mails.email_changed, newEmail: '<img src=x onerror=alert(1)>' };
  const { html } = await renderMail({ to, language: 'en', mail }, { name: '<b>place</b>', accent: undefined });
  expect(html).not.toContain('<img');
  expect(html).not.toContain('<b>');
});

test.each([
  [600, 'en', '10 minutes'],
  [3600, 'en', '60 minutes'],
  [86_400, 'en', '24 hours'],
  [604_800, 'de', '7 Tage'],
  [1, 'en', '1 minute'],
])('%i seconds in %s: %s', (seconds, tag, words) => expect(timeInWords(seconds, tag)).toBe(words));
