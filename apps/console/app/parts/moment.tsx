const FORMAT: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };

/** A moment in the time of the person, to the minute. */
export const Moment = ({ at }: { readonly at: number | undefined }) => {
  if (at === undefined) return <>–</>;
  const date = new Date(at * 1000);
  return <time dateTime={date.toISOString()}>{new Intl.DateTimeFormat(undefined, FORMAT).format(date)}</time>;
};
