const MAX_LOGIN_CHARS = 320;

/**
 * A username or e-mail address in the form that is compared: NFKC, case folded, without surrounding white space, so that
 * two that look alike to a person are one (RFC 8265 §3.3).
 */
export const loginKey = (text: string): string => text.normalize('NFKC').trim().toLowerCase().normalize('NFKC');

const USERNAME = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._@+-]{0,63}$/u;
/** Good enough to catch a slip; a mail that arrives is the proof (RFC 5321 §4.5.3.1 for the lengths). */
const EMAIL = /^[^\s@"<>()[\]\\,;:]{1,64}@[^\s@"<>()[\]\\,;:]{1,255}$/u;

/** What is wrong with a username, as the rest of a sentence. */
export const usernameProblem = (username: string): string | undefined =>
  USERNAME.test(username.normalize('NFKC'))
    ? undefined
    : 'has 1 to 64 letters, digits and . _ @ + -, and begins with a letter or digit';

export const emailProblem = (email: string): string | undefined =>
  email.length <= MAX_LOGIN_CHARS && EMAIL.test(email) ? undefined : 'is not an e-mail address';
