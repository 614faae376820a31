import { type Protection, protect } from '@cardea/resource';

export interface WebdavServer {
  readonly url: string;
  readonly files: ReadonlyMap<string, string>;
  /** Who opened what, in order. */
  readonly visits: readonly { readonly subject: string; readonly method: string }[];
  stop(): Promise<void>;
}

interface WebdavOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

const MULTI_STATUS = 207; // RFC 4918 §11.1

const entry = (path: string, text: string | undefined): string => {
  const what =
    text === undefined
      ? '<D:resourcetype><D:collection/></D:resourcetype>'
      : `<D:resourcetype/><D:getcontentlength>${text.length}</D:getcontentlength>`;
  const seen = '<D:getlastmodified>Thu, 01 Jan 2026 00:00:00 GMT</D:getlastmodified>';
  return `<D:response><D:href>${path}</D:href><D:propstat><D:prop>${what}${seen}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>`;
};

const listing = (files: ReadonlyMap<string, string>, path: string): Response => {
  const text = files.get(path);
  if (text === undefined && path !== '/') return new Response(null, { status: 404 });
  const entries =
    text === undefined
      ? [entry('/', undefined), ...[...files].map(([name, of]) => entry(name, of))]
      : [entry(path, text)];
  return new Response(`<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">${entries.join('')}</D:multistatus>`, {
    status: MULTI_STATUS,
    headers: { 'content-type': 'application/xml' },
  });
};

/** One flat folder over WebDAV (RFC 4918), behind the guard: what file managers need and no more. */
export const startWebdav = ({ issuer, audience, clientId, clientSecret }: WebdavOptions): WebdavServer => {
  const files = new Map<string, string>();
  const visits: { subject: string; method: string }[] = [];
  const api: Protection = protect({
    issuer,
    audience,
    scopes: ['files'],
    realm: 'files',
    basic: true,
    introspection: { clientId, clientSecret },
  });
  const handle = api.guard(async (request: Request, { subject }) => {
    const { method } = request;
    const path = new URL(request.url).pathname;
    visits.push({ subject, method });
    // RFC 4918 §10.1: what some clients ask before anything else
    if (method === 'OPTIONS')
      return new Response(null, { headers: { dav: '1', allow: 'OPTIONS, GET, PUT, DELETE, PROPFIND' } });
    if (method === 'PROPFIND') return listing(files, path);
    if (method === 'PUT') {
      files.set(path, await request.text());
      return new Response(null, { status: 201 });
    }
    if (method === 'DELETE') return new Response(null, { status: files.delete(path) ? 204 : 404 });
    const text = files.get(path);
    return text === undefined ? new Response(null, { status: 404 }) : new Response(text);
  });
  const server = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: (request) => handle(request) });
  return { url: `http://127.0.0.1:${server.port}`, files, visits, stop: () => server.stop(true) };
};
