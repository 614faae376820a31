import type { EmailCodeStore } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import type { Executor } from '../executor/executor.ts';
import { findEmailCode } from '../statements/email-codes.ts';

export const emailCodeStore = (executor: Executor): EmailCodeStore => ({
  find: async (flowId) => (isSelector(flowId) ? executor.row(findEmailCode, { flowId }) : undefined),
});
