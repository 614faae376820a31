import type { Account } from './account.ts';
import type { Client } from './client.ts';

const MAX_WORD_CHARS = 64;
const MAX_WORDS = 64;
/** Of what somebody looks for. */
const MAX_SOUGHT_WORDS = 6;

const WORD = /[\p{L}\p{N}]+/gu;

/** Folded, so that a person finds `Zoë` by `zoe`. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (texts: readonly (string | undefined)[], most: number): readonly string[] => {
  const words = texts
    .flatMap((text) => fold(text ?? '').match(WORD) ?? [])
    .map((word) => word.slice(0, MAX_WORD_CHARS));
  return [...new Set(words)].slice(0, most);
};

/** The words by whose beginnings an account is found. */
export const accountWords = ({
  id,
  username,
  email,
  profile,
}: Pick<Account, 'id' | 'username' | 'email' | 'profile'>): readonly string[] => {
  const { name, given_name, family_name, nickname, phone_number } = profile;
  return wordsOf([username, email, name, given_name, family_name, nickname, phone_number, id], MAX_WORDS);
};

/** The words by whose beginnings a client is found. */
export const clientWords = ({ id, name, scopes }: Pick<Client, 'id' | 'name' | 'scopes'>): readonly string[] =>
  wordsOf([id, name, ...scopes], MAX_WORDS);

/** What somebody looks for, as words: each is the beginning of a word of what is found. Undefined where they look for nothing. */
export const soughtWords = (text: string | undefined): readonly string[] | undefined =>
  text === undefined || text.trim() === '' ? undefined : wordsOf([text], MAX_SOUGHT_WORDS);
