import { formatScope, type Refusal, refuse } from '@cardea/protocol';
import { type AppPasswordWish, cappedEnd } from '../app-passwords/app-password-wish.ts';
import { newAppPassword } from '../app-passwords/new-app-password.ts';
import type { EngineOptions } from '../engine-options.ts';
import type { ReadyPlan } from '../issuance/ready-plan.ts';
import type { Account } from '../ports/account.ts';
import type { Client } from '../ports/client.ts';
import { seconds } from '../ports/clock.ts';
import type { Caller } from '../ports/request.ts';

interface Giving {
  readonly grant: string;
  readonly client: Client;
  /** As it was when the person proved who they are: nothing of it may have changed when the password is written. */
  readonly account: Account;
  readonly wish: AppPasswordWish;
  readonly caller: Caller;
}

/** Why it was not written; undefined where only the account or the client has changed. */
const whyNot = async (
  accountId: string,
  { stores, clock, appPasswords: { perAccount } }: EngineOptions,
): Promise<Refusal | undefined> => {
  const now = seconds(clock);
  const [account, made] = await Promise.all([stores.accounts.find(accountId), stores.appPasswords.list(accountId)]);
  if (account?.state !== 'active') return refuse('password.session', { account: accountId });
  const live = made.filter(({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt > now);
  return live.length >= perAccount ? refuse('app_password.too_many', { account: accountId, perAccount }) : undefined;
};

/** An app password that a client makes for somebody who is signed in: what the grants `password` and `session` give. */
export const appPasswordFor = (
  { grant, client, account, wish, caller: { address, requestId } }: Giving,
  options: EngineOptions,
): ReadyPlan => {
  const { name, scopes } = wish;
  const expiresAt = cappedEnd(wish, options);
  const actor = { kind: 'client', id: client.id, address, requestId } as const;
  const { appPassword, text, unit } = newAppPassword(
    { accountId: account.id, name, scopes, expiresAt, actor },
    options,
  );
  const guard = {
    kind: 'app_password.insert',
    appPassword,
    most: options.appPasswords.perAccount,
    unchanged: { accountVersion: account.version, client: { id: client.id, version: client.version } },
  } as const;
  return {
    unit: { ...unit, guard },
    lost: () => whyNot(account.id, options),
    issued: { grant, format: 'app_password' },
    response: {
      access_token: text,
      token_type: 'Bearer',
      ...(expiresAt === undefined ? {} : { expires_in: expiresAt - appPassword.createdAt }),
      scope: formatScope(scopes),
      client_name: name,
    },
  };
};
