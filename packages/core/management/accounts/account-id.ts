import { randomId } from '../fields/random-id.ts';

const PREFIX = 'u_';
const ID = /^u_[0-9A-Za-z]{22}$/;

/** `u_` and 22 random characters: the subject of the person's tokens tells nothing about them, not even since when they are here. */
export const generateAccountId = (randomBytes: (count: number) => Uint8Array): string => randomId(PREFIX, randomBytes);

export const isAccountId = (text: string): boolean => ID.test(text);
