import type { Browser } from '@cardea/core';
import { isRefusal, type Parameters, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import type { EndpointRequest } from '../../routes/endpoint.ts';
import { presentBrowser } from '../flow/browser.ts';
import { ownFields } from '../flow/open-form.ts';
import { isFormToken } from '../forms/form-token.ts';
import type { AccountSectionName } from '../languages/account/messages.ts';
import { accountFormName } from './respond-account.tsx';

/** A form of a section that was shown to this browser, for one person. */
export interface AccountForm {
  readonly browser: Browser;
  readonly fields: Parameters;
  /** Whom it was shown to. Whether they are still signed in is another question. */
  readonly accountId: string;
}

/** Proves that a form of the account pages is ours, before anything is done with it (RFC 9700 §4.7). */
export const openAccountForm = async (
  incoming: EndpointRequest,
  cardea: Cardea,
  section: AccountSectionName,
): Promise<AccountForm | Refusal> => {
  const fields = await ownFields(incoming, cardea, accountFormName(section, ''));
  if (isRefusal(fields)) return fields;
  const { browser } = presentBrowser(incoming, cardea);
  const accountId = fields.get('person') ?? '';
  const form = accountFormName(section, accountId);
  return isFormToken(fields.get('token'), cardea.digests, { secret: browser.secret, form })
    ? { browser, fields, accountId }
    : refuse('flow.csrf', { form });
};
