import type { AccountSectionName } from '../languages/account/messages.ts';

/** Paths under the path of the issuer. */
export const ACCOUNT_PATH = '/account';
export const SWITCH_PATH = `${ACCOUNT_PATH}/switch`;
export const CONFIRM_PATH = `${ACCOUNT_PATH}/confirm`;
export const GOODBYE_PATH = `${ACCOUNT_PATH}/goodbye`;

export const sectionPath = (name: AccountSectionName): string => `${ACCOUNT_PATH}/${name}`;

export const confirmPath = (name: AccountSectionName): string => `${CONFIRM_PATH}?for=${name}`;
