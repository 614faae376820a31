/** What a reader takes for the first letter of a name; it may be several code points. */
const firstLetter = (name: string): string => {
  const [first] = new Intl.Segmenter().segment(name.trim().toUpperCase());
  return first?.segment ?? '?';
};

/** A sign for a person. */
export const Avatar = ({ name }: { readonly name: string }) => (
  <span
    aria-hidden="true"
    className="flex size-11 shrink-0 items-center justify-center rounded-full bg-tint font-semibold text-accent text-lg"
  >
    {firstLetter(name)}
  </span>
);
