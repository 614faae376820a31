import { randomId } from '../fields/random-id.ts';

const GENERATED_PREFIX = 'c_';

const CHOSEN_ID = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$/;
/** Ids that could pass for a user, a handle, Cardea itself or a client known by its URL. */
const RESERVED_PREFIXES = ['u_', 'usr', 'cda_', 'cardea-', 'http:', 'https:'];

/** `c_` and 22 random characters. */
export const generateClientId = (randomBytes: (count: number) => Uint8Array): string =>
  randomId(GENERATED_PREFIX, randomBytes);

/** What is wrong with a chosen id. */
export const clientIdProblem = (id: string): string | undefined => {
  const reserved = RESERVED_PREFIXES.find((prefix) => id.toLowerCase().startsWith(prefix));
  if (reserved !== undefined) return `begins with "${reserved}", which is reserved`;
  if (!CHOSEN_ID.test(id)) return 'is not 1 to 64 of the characters A-Z a-z 0-9 . _ ~ - with a letter or digit first';
  return undefined;
};
