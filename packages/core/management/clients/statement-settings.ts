import { localizedMember } from '../../checks/localized-member.ts';
import { nameProblem } from '../fields/name.ts';
import type { ClientSettings } from './client-input.ts';
import { webPageProblem } from './people-settings.ts';

const MAX_CONTACTS = 10;
const MAX_CONTACT_CHARS = 320; // RFC 3696 errata 1690
const MAX_SOFTWARE_CHARS = 255;
const MAX_LOCALIZED = 40;
const MAX_ACR_VALUES = 10;
/** Nothing that is not seen, nothing that changes how the rest is seen. */
const PRINTABLE = /^[^\p{C}]+$/u;

const textProblem = (text: string | undefined, maxChars: number): string | undefined => {
  if (text === undefined) return undefined;
  if (text === '') return 'is empty';
  if (text.length > maxChars) return `has more than ${maxChars} characters`;
  return PRINTABLE.test(text) ? undefined : 'holds characters that cannot be seen';
};

const listProblem = (
  list: readonly string[] | undefined,
  { items, chars }: { readonly items: number; readonly chars: number },
): string | undefined => {
  if (list === undefined) return undefined;
  if (list.length > items) return `has more than ${items} items`;
  return list.map((item) => textProblem(item, chars)).find((problem) => problem !== undefined);
};

const localizedProblem = ({ localized }: ClientSettings): string | undefined => {
  const members = Object.entries(localized ?? {});
  if (members.length > MAX_LOCALIZED) return `has more than ${MAX_LOCALIZED} members`;
  for (const [name, text] of members) {
    const kind = localizedMember(name);
    if (kind === undefined) return `holds ${name.slice(0, 60)}, which is no name with a language`;
    const problem = kind === 'name' ? nameProblem(text) : webPageProblem(text);
    if (problem !== undefined) return `holds ${name}, which ${problem}`;
  }
  return undefined;
};

/** What is wrong with what a client says of itself, each by its name. */
export const statementProblems = (client: ClientSettings): Readonly<Record<string, string | undefined>> => ({
  contacts: listProblem(client.contacts, { items: MAX_CONTACTS, chars: MAX_CONTACT_CHARS }),
  softwareId: textProblem(client.softwareId, MAX_SOFTWARE_CHARS),
  softwareVersion: textProblem(client.softwareVersion, MAX_SOFTWARE_CHARS),
  localized: localizedProblem(client),
  defaultAcrValues: listProblem(client.defaultAcrValues, { items: MAX_ACR_VALUES, chars: MAX_SOFTWARE_CHARS }),
});
