import type { RunningCardea } from './start-cardea.ts';
import { waitUntil } from './wait-until.ts';

const LINK = /https?:\/\/\S+\/setup\?link=cda_ol_\S+/g;

/** The set-up links that a server has shown by now. */
export const shownLinks = (cardea: RunningCardea): readonly string[] => cardea.logs().match(LINK) ?? [];

/** The set-up link of the first screen. */
export const shownLink = (cardea: RunningCardea): Promise<string> =>
  waitUntil(() => shownLinks(cardea)[0], { what: 'the first screen shows a set-up link', timeoutMs: 5_000 });
