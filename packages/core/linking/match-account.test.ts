import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import type { Account } from '../ports/account.ts';
import type { IdentityProvider } from '../ports/identity-provider.ts';
import type { UpstreamIdentity } from '../upstream/identity/upstream-identity.ts';
import { matchAccount } from './match-account.ts';

const identity: UpstreamIdentity = {
  subject: 's',
  username: 'ada',
  email: 'Ada@example.com',
  emailVerified: true,
  profile: {},
  hostedDomain: undefined,
  isTwoFactor: false,
  authTime: undefined,
};

const account: Account = {
  id: 'u_1',
  version: 1,
  state: 'active',
  username: 'ada',
  usernameKey: 'ada',
  email: 'ada@example.com',
  emailKey: 'ada@example.com',
  emailVerified: true,
  profile: {},
  createdAt: 0,
  updatedAt: 0,
};

type Rules = Pick<IdentityProvider, 'matchBy' | 'onMatch' | 'onNoMatch'>;

const rules = fc.record<Rules>({
  matchBy: fc.constantFrom('identifier', 'email', 'username'),
  onMatch: fc.constantFrom('link', 'deny'),
  onNoMatch: fc.constantFrom('create', 'deny'),
});

const people = fc.record({
  emailVerified: fc.boolean(),
  accountVerified: fc.boolean(),
  byEmail: fc.boolean(),
  byUsername: fc.boolean(),
});

describe('whom somebody from a provider is taken for', () => {
  test('is an account only by a rule that says so, and by an address only where both sides have verified it (S100)', () => {
    fc.assert(
      fc.property(rules, people, (rule, { emailVerified, accountVerified, byEmail, byUsername }) => {
        const known = { ...account, emailVerified: accountVerified };
        const candidates = { byEmail: byEmail ? known : undefined, byUsername: byUsername ? known : undefined };
        const match = matchAccount({ ...identity, emailVerified }, rule, candidates);
        if (match.kind === 'link') {
          expect(rule.onMatch).toBe('link');
          const byAddress = rule.matchBy === 'email' && byEmail && emailVerified && accountVerified;
          expect(byAddress || (rule.matchBy === 'username' && byUsername)).toBe(true);
        }
        if (match.kind === 'create') {
          expect(rule.onNoMatch).toBe('create');
          expect(byEmail).toBe(false);
          expect(byUsername && rule.matchBy === 'username').toBe(false);
        }
      }),
    );
  });

  test('is nobody whose user name only is that address, or whose address is that user name', () => {
    const link = { matchBy: 'email', onMatch: 'link', onNoMatch: 'create' } as const;
    const named: Account = {
      ...account,
      username: 'ada@example.com',
      usernameKey: 'ada@example.com',
      emailKey: 'x@y.z',
    };
    expect(matchAccount(identity, link, { byEmail: named, byUsername: undefined }).kind).toBe('refused');
    const addressed = { ...identity, email: undefined, username: 'ada@example.com' };
    const rule = { ...link, matchBy: 'username' } as const;
    expect(matchAccount(addressed, rule, { byEmail: undefined, byUsername: account }).kind).toBe('refused');
  });
});
