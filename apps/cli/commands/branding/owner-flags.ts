import { text } from '../../parse/flag.ts';

/** Whose looks a command is about. */
export const ownerFlags = {
  client: text({ placeholder: 'ID', doc: 'Of the flows of this client; of the issuer without it.' }),
};
