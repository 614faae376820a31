import type { AccountDescription } from '@cardea/core';
import type { AdminContext } from '../context.ts';
import { answer } from '../problems/refused.ts';
import { allow } from '../procedures/needs.ts';
import { judgeOverPerson } from './judge.ts';

/** The account to be changed, where whoever calls may change it. */
export const overPerson = async ({ management, authority }: AdminContext, id: string): Promise<AccountDescription> => {
  const account = answer(await management.accounts.show(id));
  allow(judgeOverPerson(authority, account));
  return account;
};
