import { text } from '../parse/flag.ts';

/** What a list is searched for. */
export const searchFlag = (doc: string) => text({ placeholder: 'TEXT', doc });

/** What is said of a list with nothing in it. */
export const noneNote = (search: string | undefined, otherwise: string): readonly string[] => [
  search === undefined ? otherwise : 'Nothing is found by that.',
];
