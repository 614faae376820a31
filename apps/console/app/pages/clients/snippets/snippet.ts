import type { ClientView } from '../../../api/api.ts';

export interface Snippet {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

export interface SnippetFacts {
  readonly client: Pick<
    ClientView,
    'id' | 'authMethod' | 'grantTypes' | 'scopes' | 'resources' | 'redirectUris' | 'applicationType'
  >;
  readonly issuer: string;
  /** Before the OAuth endpoints, under the issuer. */
  readonly basePath: string;
  /** What stands for the secret, where it is not known. */
  readonly secret: string;
}

/** A word as a shell takes it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A text as JavaScript takes it. */
export const literal = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'").replaceAll('\\"', '"')}'`;

export const scopeOf = ({ client: { scopes } }: SnippetFacts): string => scopes.join(' ');

/** The parameter of a form with its name, where there is anything to say. */
export const dataOf = (name: string, value: string): string =>
  value === '' ? '' : ` --data-urlencode ${quoted(`${name}=${value}`)}`;
