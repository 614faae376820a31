/** An address for the eyes of somebody who may be somebody else by now: `a…@example.org`. */
export const shortenedAddress = (email: string): string => {
  const at = email.lastIndexOf('@');
  const [first = ''] = email.slice(0, Math.max(0, at));
  return `${first}…${email.slice(Math.max(0, at))}`;
};
