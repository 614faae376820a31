import { commonHeaders } from '../http/common-headers.ts';
import { DOCUMENT_MAX_AGE_SECONDS, type StaticDocument } from './documents.ts';

const HEADERS = {
  'cache-control': `public, max-age=${DOCUMENT_MAX_AGE_SECONDS}`,
  'access-control-allow-origin': '*',
} as const;

type DocumentRoute = { readonly GET: Response };

/**
 * Routes of prepared responses: Bun answers them without running our code, with an ETag and 304 (RFC 9110 §13.1.2).
 * They are public and the same for everyone, so any origin may read them. A stopping server closes its connections.
 */
export const documentRoutes = (
  documents: readonly StaticDocument[],
  { issuer, closing }: { readonly issuer: string; readonly closing: boolean },
): Record<string, DocumentRoute> => {
  const routes: Record<string, DocumentRoute> = {};
  for (const { paths, contentType, body } of documents) {
    const closes = closing ? { connection: 'close' } : {};
    const headers = { ...commonHeaders(issuer), ...HEADERS, 'content-type': contentType, ...closes };
    for (const path of paths) routes[path] = { GET: new Response(body, { headers }) };
  }
  return routes;
};
