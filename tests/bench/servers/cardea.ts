import { startCardea } from './cardea-process.ts';
import type { ServerUnderTest } from './server.ts';

/** Cardea on its embedded database. */
export const cardea: ServerUnderTest = {
  name: 'cardea',
  title: 'Cardea, embedded, FULL',
  start: ({ workshop }) => startCardea({ workshop, dataFolder: workshop.subfolder('cardea') }),
};
