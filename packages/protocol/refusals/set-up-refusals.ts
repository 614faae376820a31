import { rows } from './row.ts';

/** The first start of a server. */
export const setUpRefusals = rows({
  'set_up.link': {
    error: 'invalid_request',
    description: 'This link does not work, or no longer',
    section: 'Design D5',
    mend: 'A set-up link works once, for an hour, and while the server has no owner. Make another: cardea setup --link',
  },
  'set_up.owner': {
    error: 'invalid_request',
    description: 'The owner cannot be made like this',
    section: 'NIST SP 800-63B §5.1.1.2',
    mend: 'The person corrects what the page marks; the link still works.',
  },
});
