import { timingSafeEqual } from 'node:crypto';
import type { Digests } from '@cardea/core';
import type { ByMailForm } from '../by-mail/by-mail-paths.ts';

/** Those of second factors and passkeys. */
type FactorForm = 'login_passkey' | 'second_factor' | 'enrol_factor';

/** Every form of the pages. */
export type FormName =
  | 'login'
  | 'login_upstream'
  | 'login_code'
  | 'select_account'
  | 'consent'
  | 'cancel'
  | 'logout'
  | ByMailForm
  | 'first_owner'
  | 'device'
  | FactorForm
  | AccountFormName;

/** A form of the account pages: of one section, for one person. */
export type AccountFormName = `account.${string}.${string}`;

interface ShownForm {
  /** The secret of the browser the form was shown to. */
  readonly secret: string;
  /** Undefined for a form of no flow. */
  readonly flowId?: string | undefined;
  readonly form: FormName;
}

/**
 * What a form carries so that no other site can send it: only this server can make it, for one browser, flow and form.
 * It is the same in every tab; that of a flow is of no use once the flow has ended.
 */
export const formToken = (digests: Digests, { secret, flowId, form }: ShownForm): string =>
  digests.derive('form', `${secret}.${flowId ?? ''}.${form}`);

export const isFormToken = (sent: string | undefined, digests: Digests, form: ShownForm): boolean => {
  const expected = Buffer.from(formToken(digests, form));
  const given = Buffer.from(sent ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
