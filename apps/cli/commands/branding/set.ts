import { defineCommand } from '../../parse/command.ts';
import { readPicture } from '../../parse/files.ts';
import { orWord, text } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { brandingJson, brandingLines } from '../../show/branding.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { ownerFlags } from './owner-flags.ts';

const NONE = 'none';
const orNone = (words: Parameters<typeof text>[0]) => orWord(text(words), NONE);

/** Null takes a picture away; undefined leaves it. */
const pictureOf = async (path: string | null | undefined, terminal: Terminal): Promise<string | null | undefined> =>
  typeof path === 'string' ? readPicture(path, terminal) : path;

interface TextFlags {
  readonly 'sign-in-text': string | null | undefined;
  readonly language: string | undefined;
}

/** All texts with the one that changes. */
const textsWith = (
  old: Readonly<Record<string, string>>,
  { 'sign-in-text': text, language = '*' }: TextFlags,
): Readonly<Record<string, string>> | undefined => {
  if (text === undefined) return undefined;
  const others = Object.entries(old).filter(([known]) => known !== language);
  return Object.fromEntries(text === null ? others : [...others, [language, text]]);
};

export const brandingSet = defineCommand({
  name: 'branding set',
  summary: 'Change what the pages look like.',
  details: [
    'What is not named stays; none takes a setting away. Every page shows a change within five seconds.',
    'A logo is a PNG, JPEG or WebP picture of at most 64 KiB; one that is more than twice as wide as high stands for the name too. The colour is made darker or lighter where text could not be read on it otherwise.',
  ],
  args: {},
  flags: {
    ...ownerFlags,
    name: orNone({ placeholder: 'NAME', doc: 'What the pages and mails call this place.' }),
    accent: orNone({ placeholder: '#RRGGBB', doc: 'The colour of buttons and links.' }),
    logo: orNone({ placeholder: 'FILE', doc: 'A picture above the pages.' }),
    'dark-logo': orNone({ placeholder: 'FILE', doc: 'The same for dark pages.' }),
    'sign-in-text': orNone({ placeholder: 'TEXT', doc: 'What the sign-in page says first.' }),
    language: text({ placeholder: 'TAG', doc: 'The language of that text, such as de; all others without it.' }),
    'terms-url': orNone({ placeholder: 'URL', doc: 'Terms of service.' }),
    'privacy-url': orNone({ placeholder: 'URL', doc: 'How personal data is used.' }),
    'help-url': orNone({ placeholder: 'URL', doc: 'Where people find help.' }),
  },
  examples: [
    { line: "branding set --name 'Example Inc.' --accent '#3b5bdb' --logo logo.png", does: 'Name, colour and logo.' },
    { line: "branding set --sign-in-text 'Willkommen' --language de", does: 'A text for those who read German.' },
    {
      line: 'branding set --client c_0123456789abcdefghijkl --logo shop.webp',
      does: 'Another logo where people sign in to this client.',
    },
    { line: 'branding set --dark-logo none', does: 'The one logo on light and dark pages.' },
  ],
  run: async ({ flags, terminal, admin }) => {
    const { client: clientId, language } = flags;
    if (language !== undefined && flags['sign-in-text'] === undefined)
      throw new UsageError('--language needs a text', 'Add: --sign-in-text TEXT');
    const [logo, darkLogo] = [await pictureOf(flags.logo, terminal), await pictureOf(flags['dark-logo'], terminal)];
    const procedures = await admin();
    const old = await procedures.branding.show.query({ clientId });
    const changes = {
      name: flags.name,
      accent: flags.accent,
      logo,
      darkLogo,
      signInTexts: textsWith(old.signInTexts, flags),
      termsUri: flags['terms-url'],
      privacyUri: flags['privacy-url'],
      helpUri: flags['help-url'],
    };
    if (Object.values(changes).every((change) => change === undefined))
      throw new UsageError('nothing is to be changed', 'Name a flag; see: cardea branding set --help');
    const branding = await procedures.branding.modify.mutate({ clientId, version: old.version, ...changes });
    return {
      data: brandingJson(branding),
      lines: brandingLines(branding),
      notes: branding.version === old.version ? ['It was like this already.'] : [],
    };
  },
});
