/** How long ago something was, such as "2 minutes ago". */
export const agoInWords = (seconds: number, languageTag: string): string => {
  const format = new Intl.RelativeTimeFormat(languageTag, { numeric: 'auto' });
  const minutes = Math.floor(seconds / 60);
  return minutes < 1 ? format.format(-Math.max(1, Math.floor(seconds)), 'second') : format.format(-minutes, 'minute');
};
