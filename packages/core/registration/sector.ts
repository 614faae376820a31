import type { RemoteDocuments } from '../ports/remote-documents.ts';
import type { ClientMetadata, MemberProblem } from './metadata/client-metadata.ts';

const MAX_BYTES = 64 * 1024;

const problem = (text: string): MemberProblem => ({ member: 'sector_identifier_uri', problem: text });

/** Whether the sector that a client says it belongs to says so too (OpenID Connect Registration §5). */
export const sectorProblem = async (
  { sector_identifier_uri: uri, redirect_uris = [] }: ClientMetadata,
  documents: RemoteDocuments,
): Promise<MemberProblem | undefined> => {
  if (uri === undefined) return undefined;
  if (!uri.startsWith('https://') || !URL.canParse(uri)) return problem('is not an https URL');
  const document = await documents.fetch(uri, { maxBytes: MAX_BYTES });
  // One text for every failure: nobody finds out by it what this machine can reach
  if ('failure' in document) return problem('could not be fetched');
  const { json } = document;
  if (!Array.isArray(json)) return problem('leads to a document that is not an array');
  const missing = redirect_uris.find((redirectUri) => !json.includes(redirectUri));
  return missing === undefined ? undefined : problem('leads to a document that does not hold all redirect URIs');
};
