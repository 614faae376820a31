import type { AppPasswordStore } from '@cardea/core';
import { isSelector } from '@cardea/protocol';
import type { Executor } from '../executor/executor.ts';
import { findAppPassword, findAppPasswordBySecret, listAppPasswords } from '../statements/app-passwords.ts';

export const appPasswordStore = (executor: Executor): AppPasswordStore => ({
  find: (id) => (isSelector(id) ? executor.row(findAppPassword, { id }) : Promise.resolve(undefined)),
  findBySecret: (secretHash) => executor.row(findAppPasswordBySecret, { secretHash }),
  list: (accountId) => executor.rows(listAppPasswords, { accountId }),
});
