import type { AdminClient } from '../../connect/admin-client.ts';
import { text, wordList } from '../../parse/flag.ts';
import { facts } from '../../terminal/table.ts';

/** Flags that `scopes add` and `scopes mod` share. */
export const scopeFlags = {
  description: text({ placeholder: 'TEXT', doc: 'What a person is told about it.' }),
  claim: wordList({ placeholder: 'CLAIMS', doc: 'Claims about a person that it releases; repeatable.' }),
};

export const nameArgument = { name: 'NAME', doc: 'the name of the scope' };

type ShownScope = Awaited<ReturnType<AdminClient['scopes']['list']['query']>>['items'][number];

export const scopeJson = ({ name, description, claims }: ShownScope): Readonly<Record<string, unknown>> => ({
  scope: name,
  description,
  claims,
});

export const scopeLines = ({ name, description, claims }: ShownScope): readonly string[] =>
  facts([
    ['scope', name],
    ['description', description],
    ['claims', claims.join(' ')],
  ]);
