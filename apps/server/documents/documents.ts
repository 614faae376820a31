import type { Cardea } from '../cardea.ts';

/** Caches may keep discovery and keys this long; a key is published at least as long before it signs (design §3). */
export const DOCUMENT_MAX_AGE_SECONDS = 300;

/** A document that is the same for everyone: its bytes, and the paths it is served at. */
export interface StaticDocument {
  readonly name: string;
  readonly paths: readonly string[];
  readonly contentType: string;
  readonly body: string;
}

/** `/.well-known/NAME` of an issuer with a path, in the inserted (RFC 8414 §3.1) and the appended form. */
export const wellKnownPaths = (issuer: string, name: string): readonly string[] => {
  const path = new URL(issuer).pathname.replace(/\/$/, '');
  return path === '' ? [`/.well-known/${name}`] : [`/.well-known/${name}${path}`, `${path}/.well-known/${name}`];
};

/** Discovery, keys and resource metadata as they are now. */
export const staticDocuments = async ({
  engine,
  keyring,
  stores,
  settings,
}: Cardea): Promise<readonly StaticDocument[]> => {
  const { issuer } = settings;
  const scopes = (await stores.scopes.list()).map(({ name }) => name);
  const json = (name: string, value: unknown, contentType = 'application/json'): StaticDocument => ({
    name,
    paths: wellKnownPaths(issuer, name),
    contentType,
    body: JSON.stringify(value),
  });
  const metadata = engine.metadata(scopes);
  return [
    json('oauth-authorization-server', metadata), // RFC 8414 §3
    json('openid-configuration', metadata), // OpenID Connect Discovery §4
    json('oauth-protected-resource', engine.ownResourceMetadata(scopes)), // RFC 9728 §3
    json('jwks.json', keyring.jwks(), 'application/jwk-set+json'), // RFC 7517 §8.5.2
  ];
};
