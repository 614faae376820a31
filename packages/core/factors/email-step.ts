import type { EngineOptions } from '../engine-options.ts';
import type { Account } from '../ports/account.ts';
import type { AuthenticationMethod } from '../ports/browser-session.ts';

/**
 * Whether somebody without a second factor owes a code by mail after this first proof. Only after a password: whoever came by a
 * code from the same mailbox, or from an identity provider, has proved nothing more with another one.
 */
export const owesEmailStep = (
  { email, emailVerified }: Pick<Account, 'email' | 'emailVerified'>,
  methods: readonly AuthenticationMethod[],
  { factors }: Pick<EngineOptions, 'factors'>,
): boolean => factors.emailStep === true && email !== undefined && emailVerified && methods.join(' ') === 'pwd';
