import { changedList } from '../../parse/changed-list.ts';
import { defineCommand } from '../../parse/command.ts';
import { text, toggle, wordList } from '../../parse/flag.ts';
import { UsageError } from '../../parse/usage-error.ts';
import { createdScopesNote } from '../../show/once.ts';
import { resourceJson, resourceLines } from '../../show/resource.ts';
import { oneOf } from '../one-of.ts';
import { switched } from '../switched.ts';
import { resourceFlags, uriArgument } from './resource-flags.ts';

export const resourcesMod = defineCommand({
  name: 'resources mod',
  summary: 'Change a resource.',
  details: ['What is not named stays.'],
  args: { uri: uriArgument },
  flags: {
    name: text({ placeholder: 'NAME', doc: 'What it is called.' }),
    ...resourceFlags,
    'add-scope': wordList({ placeholder: 'SCOPES', doc: 'Scopes to add; repeatable.' }),
    'remove-scope': wordList({ placeholder: 'SCOPES', doc: 'Scopes to take away; repeatable.' }),
    'add-introspector': wordList({ placeholder: 'ID', doc: 'A client that may introspect from now on; repeatable.' }),
    'remove-introspector': wordList({ placeholder: 'ID', doc: 'A client that may introspect no longer; repeatable.' }),
    'self-registered': toggle('Let clients that registered themselves have tokens for it too.'),
    'no-self-registered': toggle('Only clients that an operator allowed it.'),
    enable: toggle('Switch it on.'),
    disable: toggle('Switch it off: no more tokens for it.'),
  },
  examples: [
    { line: 'resources mod https://api.example.com --format opaque', does: 'Tokens that can be revoked at once.' },
    {
      line: 'resources mod https://api.example.com --remove-introspector old-api',
      does: 'A client that no longer serves it.',
    },
  ],
  run: async ({ args: { uri }, flags, admin }) => {
    const enabled = switched(flags);
    const procedures = await admin();
    const old = await procedures.resources.show.query({ uri });
    const changes = {
      name: flags.name,
      enabled,
      tokenFormat: flags.format,
      signingAlgorithm: flags.algorithm,
      scopes: changedList(old.scopes, { all: flags.scope, added: flags['add-scope'], removed: flags['remove-scope'] }),
      introspectors: changedList(old.introspectors, {
        all: flags.introspector,
        added: flags['add-introspector'],
        removed: flags['remove-introspector'],
      }),
      accessTokenTtlSeconds: flags['token-ttl'],
      selfRegistered: oneOf<boolean>(flags, ['self-registered', 'no-self-registered'], [true, false]),
    };
    if (Object.values(changes).every((change) => change === undefined)) {
      throw new UsageError('nothing is to be changed', 'Name a flag; see: cardea resources mod --help');
    }
    const { resource, createdScopes } = await procedures.resources.modify.mutate({
      uri,
      version: old.version,
      ...changes,
    });
    return {
      data: { ...resourceJson(resource), created_scopes: createdScopes },
      lines: resourceLines(resource),
      notes: [
        ...(resource.version === old.version ? ['It was like this already.'] : []),
        ...createdScopesNote(createdScopes),
      ],
    };
  },
});
