import { choice, text, textList } from '../../parse/flag.ts';

export const userArgument = { name: 'USER', doc: 'the id, the user name or the e-mail address' };

/** What a person may do to Cardea itself. */
export const roleFlag = choice({
  choices: ['owner', 'admin', 'support', 'auditor'],
  placeholder: 'ROLE',
  doc: 'What they may do to Cardea itself. owner: everything. admin: all but what concerns owners. support: helps people, and reads. auditor: reads.',
});

/** Flags that `users add` and `users mod` share. */
export const claimFlags = {
  name: text({ placeholder: "'FULL NAME'", doc: 'The full name.' }),
  claim: textList({
    placeholder: 'NAME=VALUE',
    doc: 'Another claim: given_name, family_name, locale, zoneinfo, birthdate, phone_number, address.country, …; repeatable.',
  }),
};
