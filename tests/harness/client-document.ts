export type ClientDocument = Readonly<Record<string, unknown>>;

/** A site of a client on this machine that publishes what the client says of itself. */
export interface DocumentSite extends AsyncDisposable {
  /** The id of the client: the address of its document. */
  readonly id: string;
  /** How often it was asked for. */
  readonly fetched: number;
  /** What it says beside its id; a text is sent as it is, a function answers itself. */
  says: ClientDocument | string | ((request: Request) => Response | Promise<Response>);
  headers: Readonly<Record<string, string>>;
}

export const REDIRECT_URI = 'https://notes.example/cb';

export const aDocument: ClientDocument = {
  client_name: 'Notes',
  redirect_uris: [REDIRECT_URI],
  grant_types: ['authorization_code', 'refresh_token'],
  scope: 'openid offline_access',
  token_endpoint_auth_method: 'none',
};

/** Publishes a document at a path of its own. */
export const publishDocument = (says: DocumentSite['says'] = aDocument): DocumentSite => {
  let fetched = 0;
  const answer = (request: Request): Response | Promise<Response> => {
    fetched += 1;
    const { says: said, headers, id } = site;
    if (typeof said === 'function') return said(request);
    const body = typeof said === 'string' ? said : JSON.stringify({ client_id: id, ...said });
    return new Response(body, { headers: { 'content-type': 'application/json', ...headers } });
  };
  const server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: answer });
  const site: DocumentSite = {
    id: `http://127.0.0.1:${server.port}/oauth/client.json`,
    says,
    headers: {},
    get fetched() {
      return fetched;
    },
    [Symbol.asyncDispose]: () => server.stop(true),
  };
  return site;
};
