import { type Flag, text } from './flag.ts';

/** Flags that every command has. */
export const commonFlags: Readonly<Record<string, Flag>> = {
  json: { doc: 'Answer in JSON, for scripts.', read: (texts) => texts.length > 0 },
  help: { doc: 'Say how the command is used.', read: (texts) => texts.length > 0 },
};

/** Flags of every command that can be done at a server elsewhere. */
export const remoteFlags: Readonly<Record<string, Flag<string | undefined>>> = {
  url: text({ placeholder: 'ISSUER', doc: 'Do it over the network, at the server of this issuer.' }),
  token: text({
    placeholder: 'TOKEN',
    doc: 'The access token for --url. Better in CARDEA_TOKEN: other users of this machine see what is typed.',
  }),
};

/** What a command has beside its own. */
export const flagsBeside = ({
  isLocal,
}: {
  readonly isLocal?: boolean | undefined;
}): Readonly<Record<string, Flag>> => ({
  ...(isLocal ? {} : remoteFlags),
  ...commonFlags,
});
