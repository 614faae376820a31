const WELL_KNOWN = '/.well-known/oauth-protected-resource';

export interface ProtectedResourceOptions {
  /** Its identifier: the absolute URI that clients send as `resource` and find in `aud`. */
  readonly resource: string;
  /** Issuers whose tokens it takes. */
  readonly authorizationServers: readonly string[];
  /** Scopes a client may want to ask for. */
  readonly scopes?: readonly string[];
  readonly name?: string;
  /** URL of a page for developers. */
  readonly documentation?: string;
}

export interface ProtectedResourceMetadata {
  /** Where a client looks for it, below the origin of the resource. */
  readonly path: string;
  readonly url: string;
  /** Answers GET and HEAD. */
  readonly handler: (request: Request) => Response;
}

/** Where the metadata of a resource lies: its path comes after the well-known one (RFC 9728 §3.1). */
export const metadataUrlOf = (resource: string): string => {
  const { origin, pathname, search } = new URL(resource);
  return `${origin}${WELL_KNOWN}${pathname === '/' ? '' : pathname}${search}`;
};

/** What a resource says about itself, so that a client finds the issuer from a 401 alone (RFC 9728 §2). */
export const protectedResourceMetadata = (options: ProtectedResourceOptions): ProtectedResourceMetadata => {
  const url = metadataUrlOf(options.resource);
  const body = JSON.stringify({
    resource: options.resource,
    authorization_servers: options.authorizationServers,
    ...(options.scopes ? { scopes_supported: options.scopes } : {}),
    bearer_methods_supported: ['header'],
    ...(options.name === undefined ? {} : { resource_name: options.name }),
    ...(options.documentation === undefined ? {} : { resource_documentation: options.documentation }),
  });
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'public, max-age=3600',
    'access-control-allow-origin': '*',
  };
  return {
    path: new URL(url).pathname,
    url,
    handler: ({ method }) => {
      if (method === 'GET') return new Response(body, { headers });
      if (method === 'HEAD') return new Response(null, { headers });
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    },
  };
};
