import type { Digests } from '@cardea/core';
import { type AccountFormName, formToken, isFormToken } from '../forms/form-token.ts';
import type { AccountNotice } from '../languages/account/messages.ts';

/** Whose browser is told. */
interface Told {
  readonly secret: string;
  readonly accountId: string;
}

/** No section has a name that begins like this. */
const shown = (notice: string, { secret, accountId }: Told) => ({
  secret,
  form: `account.done-${notice}.${accountId}` satisfies AccountFormName,
});

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
