import type { Digests } from '@cardea/core';
import type { Parameters } from '@cardea/protocol';
import { type AccountFormName, formToken, isFormToken } from '../forms/form-token.ts';
import type { AccountNotice } from '../languages/account/messages.ts';

/** Whose browser is told. */
interface Told {
  readonly secret: string;
  readonly accountId: string;
}

const goodbye = (deleteAt: number, secret: string) => ({
  secret,
  form: `account.goodbye-${deleteAt}.` satisfies AccountFormName,
});

/** No section has a name that begins like this. */
const shown = (notice: string, { secret, accountId }: Told) => ({
  secret,
  form: `account.done-${notice}.${accountId}` satisfies AccountFormName,
});

/** The query of the page that says when an account is removed: it is shown to nobody who follows somebody else's link. */
export const goodbyeQuery = (deleteAt: number, secret: string, digests: Digests): string =>
  `on=${deleteAt}&proof=${formToken(digests, goodbye(deleteAt, secret))}`;

export const readGoodbye = (query: Parameters, secret: string, digests: Digests): number | undefined => {
  const deleteAt = Number(query.get('on'));
  return isFormToken(query.get('proof'), digests, goodbye(deleteAt, secret)) ? deleteAt : undefined;
};

/** What a page says after a form, in its query. Only we can put it there: no link can claim that something happened. */
export const provenNotice = (notice: AccountNotice, told: Told, digests: Digests): string =>
  `${notice}.${formToken(digests, shown(notice, told))}`;

/** The notice of a query, where it is ours. */
export const readNotice = (
  text: string | undefined,
  told: Told,
  { digests, known }: { readonly digests: Digests; readonly known: (name: string) => name is AccountNotice },
): AccountNotice | undefined => {
  const [name = '', proof] = (text ?? '').split('.', 2);
  return known(name) && isFormToken(proof, digests, shown(name, told)) ? name : undefined;
};
