import { text, textList } from '../../parse/flag.ts';

export const userArgument = { name: 'USER', doc: 'the id, the user name or the e-mail address' };

/** Flags that `users add` and `users mod` share. */
export const claimFlags = {
  name: text({ placeholder: "'FULL NAME'", doc: 'The full name.' }),
  claim: textList({
    placeholder: 'NAME=VALUE',
    doc: 'Another claim: given_name, family_name, locale, zoneinfo, birthdate, phone_number, address.country, …; repeatable.',
  }),
};
