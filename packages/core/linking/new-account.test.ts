import { expect, test } from 'bun:test';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { usernameProblem } from '../accounts/login-key.ts';
import type { UpstreamIdentity } from '../upstream/identity/upstream-identity.ts';
import { newAccount, usernameCandidates } from './new-account.ts';

const identity = (changes: Partial<UpstreamIdentity>): UpstreamIdentity => ({
  subject: 's',
  username: undefined,
  email: undefined,
  emailVerified: false,
  profile: {},
  hostedDomain: undefined,
  isTwoFactor: false,
  authTime: undefined,
  ...changes,
});

test('whatever a provider calls somebody, the user names offered to them are ones, and no e-mail address', () => {
  const text = fc.option(fc.string({ unit: 'binary', maxLength: 80 }), { nil: undefined });
  fc.assert(
    fc.property(text, text, text, (username, email, name) => {
      const candidates = usernameCandidates(identity({ username, email, profile: { name } }), randomBytes);
      expect(new Set(candidates).size).toBe(candidates.length);
      for (const candidate of candidates) {
        expect([candidate, usernameProblem(candidate)]).toEqual([candidate, undefined]);
        expect(candidate).not.toContain('@');
      }
    }),
  );
});

test.each([
  [{ username: 'ada' }, 'ada'],
  [{ username: 'ada@example.com' }, 'ada'],
  [{ email: 'ada.l@example.com' }, 'ada.l'],
  [{ profile: { name: 'Ada Lovelace' } }, 'Ada.Lovelace'],
  [{ username: '日本' }, '日本'],
  [{ username: '@@@' }, 'user'],
  [{}, 'user'],
])('%j is called %s', (changes, expected) => {
  expect(usernameCandidates(identity(changes), randomBytes)[0]).toBe(expected);
});

test('an address that is not known to be theirs is left out: it would keep its owner from coming', () => {
  const made = (emailVerified: boolean) =>
    newAccount('ada', identity({ email: 'Ada@example.com', emailVerified }), { now: 7, randomBytes });
  expect(made(true)).toMatchObject({ email: 'Ada@example.com', emailKey: 'ada@example.com', emailVerified: true });
  expect(made(false)).toMatchObject({ emailVerified: false });
  expect(made(false).email).toBeUndefined();
  expect(made(false).emailKey).toBeUndefined();
});
