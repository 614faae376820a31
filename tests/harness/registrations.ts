import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningCardea } from './start-cardea.ts';

export interface NewClient {
  readonly name: string;
  readonly authMethod?: string;
  readonly redirectUris?: readonly string[];
  readonly scope?: string;
  /** Client credentials when absent; `none` for a client that only introspects. */
  readonly grants?: readonly string[];
  /** Identifiers of registered resources. */
  readonly resources?: readonly string[];
  /** Public keys for `private_key_jwt`. */
  readonly keys?: readonly object[];
  /** Other words for `cardea clients add`. */
  readonly words?: readonly string[];
}

export interface AddedClient {
  readonly clientId: string;
  /** Empty for a method without a secret. */
  readonly clientSecret: string;
}

export interface NewResource {
  readonly uri: string;
  readonly format?: 'opaque' | 'jwt';
  readonly scope?: string;
  /** Clients that may introspect its tokens. */
  readonly introspectors?: readonly string[];
  /** Other words for `cardea resources add`. */
  readonly words?: readonly string[];
}

const option = (name: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [`--${name}`, value];
const each = (name: string, values: readonly string[] = []): readonly string[] =>
  values.flatMap((value) => [`--${name}`, value]);

/** Writes a text where the command line can read it, and removes it afterwards. */
const withFile = async <T>(text: string | undefined, use: (path: string | undefined) => Promise<T>): Promise<T> => {
  if (text === undefined) return await use(undefined);
  const folder = await mkdtemp(join(tmpdir(), 'cardea-input-'));
  try {
    const path = join(folder, 'input.json');
    await writeFile(path, text);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Registers a client, as the operator does. */
export const addClient = async (cardea: RunningCardea, client: NewClient): Promise<AddedClient> => {
  const keys = client.keys && JSON.stringify({ keys: client.keys });
  return await withFile(keys, async (file) => {
    const result = await cardea.cli([
      ...['clients', 'add', '--name', client.name, '--json'],
      ...each('grant', client.grants ?? ['client_credentials']),
      ...each('redirect-uri', client.redirectUris),
      ...option('scope', client.scope),
      ...option('auth-method', client.authMethod),
      ...option('jwks', file),
      ...each('resource', client.resources),
      ...(client.words ?? []),
    ]);
    const { client_id, client_secret = '' } = result.json<{ client_id: string; client_secret?: string }>();
    return { clientId: client_id, clientSecret: client_secret };
  });
};

/** Registers an API that takes our tokens. */
export const addResource = async (cardea: RunningCardea, resource: NewResource): Promise<void> => {
  await cardea.cli([
    ...['resources', 'add', resource.uri, '--json'],
    ...option('format', resource.format),
    ...option('scope', resource.scope),
    ...each('introspector', resource.introspectors),
    ...(resource.words ?? []),
  ]);
};
