import {
  type EmailCode,
  type EmailCodeChange,
  type EmailCodeGuard,
  type EmailCodeStore,
  MAX_EMAIL_CODE_ATTEMPTS,
} from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import { change } from './effects.ts';
import type { State } from './state.ts';
import type { ChangeTable, GuardTable } from './tables.ts';

const fits =
  ({ accountId, at }: Pick<EmailCodeGuard, 'accountId' | 'at'>) =>
  (code: EmailCode): boolean =>
    code.accountId === accountId && code.expiresAt > at;

export const emailCodeGuards: GuardTable<EmailCodeGuard['kind']> = {
  'email_code.try': ({ emailCodes }, guard) =>
    change(emailCodes, guard.flowId, {
      fits: (code) => fits(guard)(code) && code.attempts < MAX_EMAIL_CODE_ATTEMPTS,
      to: (code) => ({ ...code, attempts: code.attempts + 1 }),
    }),
  'email_code.use': ({ emailCodes, accounts }, guard) => {
    const code = emailCodes.get(guard.flowId);
    const isIt = code !== undefined && fits(guard)(code) && code.codeHash === guard.codeHash && code.attempts > 0;
    return isIt && accounts.get(guard.accountId)?.state === 'active'
      ? () => emailCodes.delete(guard.flowId)
      : undefined;
  },
};

export const emailCodeChanges: ChangeTable<EmailCodeChange['kind']> = {
  'email_code.put': ({ emailCodes }, { code }) => emailCodes.set(code.flowId, code),
};

export const emailCodeStore = ({ emailCodes }: State): EmailCodeStore => ({
  find: async (flowId) => (isSelector(flowId) ? emailCodes.get(flowId) : undefined),
});
