import { refuse } from '@cardea/protocol';
import { Elysia } from 'elysia';
import type { Cardea } from '../cardea.ts';
import { documents, wellKnownPaths } from '../documents/documents.ts';
import type { Endpoint } from '../routes/endpoint.ts';
import { endpoints } from '../routes/table.ts';
import { issuerPath } from './issuer-path.ts';
import { createHandler } from './pipeline.ts';

/** The address of the socket's other end. */
export type PeerOf = (request: Request) => string | undefined;

/** Paths under the issuer: all but those that watch over the process carry the path of the issuer, if it has one. */
const mountedAt = (endpoint: Endpoint, { settings }: Cardea): string => {
  const path = endpoint.path(settings.basePath);
  const underIssuer =
    path.startsWith('/api/') ||
    path.startsWith('/admin/') ||
    path.startsWith(settings.basePath) ||
    endpoint.audience === 'people';
  return underIssuer ? issuerPath(settings.issuer) + path : path;
};

/** What answers where nothing does. */
const nowhere: Endpoint = {
  name: 'none',
  path: () => '/',
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  crossOrigin: false,
  audience: 'anyone',
  summary: 'Everything else.',
  specification: 'RFC 9110 §15.5.5',
  handle: async () => refuse('request.path_unknown'),
};

/** A document whose GET is answered before the router is reached: other methods end here. */
const document = (name: string): Endpoint => ({
  ...nowhere,
  name,
  methods: ['GET', 'HEAD'],
  handle: async () => refuse('request.path_unknown'),
});

/** The router: every endpoint of the table for every method, so that a wrong one is answered in our own words. */
export const createApp = (cardea: Cardea, peerOf: PeerOf) => {
  // Elysia looks for the path from the 7th letter of a URL, or from the 11th with a "standard" host name: the one is inside
  // "https://", the other behind the path of a short host.
  // One path is one endpoint: a rule of a proxy for a path holds for no other spelling.
  const app = new Elysia({ strictPath: true, handler: { standardHostname: cardea.settings.tlsCert !== undefined } });
  const unknown = createHandler(nowhere, cardea);
  const mount = (path: string, endpoint: Endpoint) => {
    const untraced = createHandler(endpoint, cardea);
    const whileOn = cardea.tracing?.handler(endpoint.name, untraced) ?? untraced;
    const { isOn } = endpoint;
    const handler: typeof whileOn =
      isOn === undefined ? whileOn : (request, peer) => (isOn(cardea) ? whileOn : unknown)(request, peer);
    // parse: 'none' — Elysia's parsers keep the last of two equal parameters
    app.all(path, ({ request }) => handler(request, peerOf(request)), { parse: 'none' });
  };
  for (const endpoint of endpoints) mount(mountedAt(endpoint, cardea), endpoint);
  for (const { name } of documents)
    for (const path of wellKnownPaths(cardea.settings.issuer, name)) mount(path, document(name));
  const broken = createHandler({ ...nowhere, handle: async () => refuse('server.defect') }, cardea);
  return app.onError(({ request, error }) => {
    if (isNotFound(error)) return unknown(request, peerOf(request));
    cardea.log.error({ err: error }, 'defect');
    return broken(request, peerOf(request));
  });
};

const isNotFound = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'NOT_FOUND';
