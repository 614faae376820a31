/** What a reader takes for the first letter of a name; it may be several code points. */
const firstLetter = (name: string): string => {
  const [first] = new Intl.Segmenter().segment(name.trim().toUpperCase());
  return first?.segment ?? '?';
};

/** A sign for a person. */
export const Avatar = ({ name, small = false }: { readonly name: string; readonly small?: boolean }) => (
  <span
    aria-hidden="true"
    className={`flex shrink-0 items-center justify-center rounded-full bg-tint font-semibold text-accent ${small ? 'size-9 text-base' : 'size-11 text-lg'}`}
  >
    {firstLetter(name)}
  </span>
);
