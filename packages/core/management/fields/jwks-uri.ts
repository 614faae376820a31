const MAX_URI_CHARS = 2048;

/** What is wrong with the address of a key set: the end of a sentence. */
export const jwksUriProblem = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  if (text.length > MAX_URI_CHARS || !URL.canParse(text)) return 'is not a URL';
  const url = new URL(text);
  if (url.protocol !== 'https:') return 'does not begin with https://';
  if (url.username !== '' || url.password !== '') return 'holds a user name or a password';
  return url.hash === '' ? undefined : 'has a fragment';
};
