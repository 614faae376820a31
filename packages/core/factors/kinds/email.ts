import { refuse } from '@cardea/protocol';
import type { FactorKind } from '../factor-kind.ts';

/**
 * A code by mail after a password, where the operator asks for it of people who have no second factor. It follows from the
 * sign-in and not from what the person has set up (`email-step.ts`), so that nobody has it here.
 */
export const email: FactorKind = {
  isFactor: false,
  isGuessable: true,
  isThere: () => false,
  prove: async ({ account }) => refuse('factor.not_there', { account: account.id, factor: 'email' }),
};
