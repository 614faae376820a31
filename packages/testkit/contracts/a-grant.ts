import type { Account, Authorization, AuthorizationCode, Client, Stores } from '@cardea/core';
import { aClient } from '../builders/entities.ts';
import { anAccount, anAuthorization, anAuthorizationCode } from '../builders/people.ts';

export interface Granted {
  readonly client: Client;
  readonly account: Account;
  readonly authorization: Authorization;
  readonly code: AuthorizationCode;
}

/** What must be so when something is given to the client for the person, as guards name it. */
export const onBehalf = ({ client, account, authorization }: Granted, at: number) => ({
  at,
  client: { id: client.id, version: client.version },
  accountId: account.id,
  authorizationId: authorization.id,
});

/** A person who has allowed a client something, and the code for it: in the database. */
export const grantIn = async (
  stores: Stores,
  changes: {
    readonly client?: Partial<Client>;
    readonly account?: Partial<Account>;
    readonly authorization?: Partial<Authorization>;
    readonly code?: Partial<AuthorizationCode>;
  } = {},
): Promise<Granted> => {
  const client = aClient(changes.client);
  const account = anAccount(changes.account);
  const ids = { clientId: client.id, accountId: account.id };
  const authorization = anAuthorization({ ...ids, ...changes.authorization });
  const code = anAuthorizationCode({ ...ids, authorizationId: authorization.id, ...changes.code });
  await stores.commit({ guard: { kind: 'client.insert', client }, changes: [] });
  await stores.commit({
    guard: { kind: 'account.insert', account },
    changes: [
      { kind: 'authorization.insert', authorization },
      { kind: 'authorization_code.insert', code },
    ],
  });
  return { client, account, authorization, code };
};
