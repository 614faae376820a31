/** Those of the named filters that an address or a form has. */
export const filterIn = <N extends string>(
  search: Readonly<Record<string, unknown>>,
  names: readonly N[],
): Readonly<Partial<Record<N, string>>> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  ) as Partial<Record<N, string>>;
