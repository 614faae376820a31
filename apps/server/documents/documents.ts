import type { Cardea } from '../cardea.ts';
import { issuerPath } from '../http/issuer-path.ts';

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
  const path = issuerPath(issuer);
  return path === '' ? [`/.well-known/${name}`] : [`/.well-known/${name}${path}`, `${path}/.well-known/${name}`];
};

/** One document of the public surface. Its routes, the answer to other methods and the reference follow from it. */
interface DocumentRow {
  readonly name: string;
  readonly contentType: string;
  readonly summary: string;
  readonly specification: string;
  readonly content: (cardea: Cardea, scopes: readonly string[]) => unknown;
}

/** Every document that is the same for everyone. */
export const documents: readonly DocumentRow[] = [
  {
    name: 'oauth-authorization-server',
    contentType: 'application/json',
    summary: 'What this authorization server offers, and where.',
    specification: 'RFC 8414 §3',
    content: ({ engine }, scopes) => engine.metadata(scopes),
  },
  {
    name: 'openid-configuration',
    contentType: 'application/json',
    summary: 'The same, where OpenID Connect clients look for it.',
    specification: 'OpenID Connect Discovery 1.0 §4',
    content: ({ engine }, scopes) => engine.metadata(scopes),
  },
  {
    name: 'oauth-protected-resource',
    contentType: 'application/json',
    summary: "How to get tokens for Cardea's own API.",
    specification: 'RFC 9728 §3',
    content: ({ engine }, scopes) => engine.ownResourceMetadata(scopes),
  },
  {
    name: 'jwks.json',
    contentType: 'application/jwk-set+json', // RFC 7517 §8.5.2
    summary: 'The public keys that verify signed tokens.',
    specification: 'RFC 7517 §5',
    content: ({ keyring }) => keyring.jwks(),
  },
];

/** The documents as they are now. */
export const staticDocuments = async (cardea: Cardea): Promise<readonly StaticDocument[]> => {
  const scopes = (await cardea.stores.scopes.list()).map(({ name }) => name);
  return documents.map(({ name, contentType, content }) => ({
    name,
    paths: wellKnownPaths(cardea.settings.issuer, name),
    contentType,
    body: JSON.stringify(content(cardea, scopes)),
  }));
};
