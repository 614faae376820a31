/** What a form says: fields that are empty count as absent. */
export interface FormValues {
  text(name: string): string | undefined;
  /** Words between spaces, commas or lines. */
  words(name: string): readonly string[];
  number(name: string): number | undefined;
  checked(name: string): boolean;
  all(name: string): readonly string[];
}

export const formValues = (form: HTMLFormElement): FormValues => {
  const data = new FormData(form);
  const text = (name: string): string | undefined => {
    const value = data.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  return {
    text,
    words: (name) => (text(name) ?? '').split(/[\s,]+/).filter((word) => word !== ''),
    number(name) {
      const value = text(name);
      return value === undefined ? undefined : Number(value);
    },
    checked: (name) => data.has(name),
    all: (name) => data.getAll(name).filter((value) => typeof value === 'string'),
  };
};

const memberOf = (of: object, name: string): unknown => Object.entries(of).find(([known]) => known === name)?.[1];

/** Whether two values say the same. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Those of the new values that differ from the present ones: what is absent keeps what it is. */
export const changesOf = <T extends object>(wanted: T, present: object): Partial<T> =>
  Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !isSame(value ?? null, memberOf(present, name) ?? null)),
  ) as Partial<T>;

/** What takes changes back: the former values of what was changed. */
export const formerOf = <T extends object>(changes: T, former: object): T =>
  Object.fromEntries(Object.keys(changes).map((name) => [name, memberOf(former, name) ?? null])) as T;
