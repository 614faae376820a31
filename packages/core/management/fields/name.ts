const MAX_NAME_CHARS = 100;
const MAX_DESCRIPTION_CHARS = 500;
/** Control, format (text direction), private and unassigned characters: a name made of them looks like another one. */
const UNPRINTABLE = /\p{C}/u;

const checkText = (text: string, maxChars: number): string | undefined => {
  if (text.length > maxChars) return `has more than ${maxChars} characters`;
  if (UNPRINTABLE.test(text)) return 'holds characters that cannot be seen';
  return undefined;
};

/** What is wrong with the name of a client, a resource or a token. */
export const nameProblem = (name: string): string | undefined => {
  if (name.trim() === '') return 'is empty';
  if (name !== name.trim()) return 'begins or ends with white space';
  return checkText(name, MAX_NAME_CHARS);
};

export const descriptionProblem = (description: string): string | undefined =>
  checkText(description, MAX_DESCRIPTION_CHARS);
