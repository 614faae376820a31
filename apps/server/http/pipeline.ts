import { DatabaseUnavailable, HashingBusy } from '@cardea/core';
import { isRefusal, Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import type { Endpoint, EndpointRequest } from '../routes/endpoint.ts';
import { corsHeaders, preflight } from './cors.ts';

/** Runs one endpoint for requests that have passed its door. */
export type Handler = (request: Request, peer: string | undefined) => Promise<Response>;

/** A fault becomes a refusal; anything unforeseen is a defect of ours, told to the log and not to the caller. */
const refusalOf = (error: unknown, cardea: Cardea, requestId: string): Refusal => {
  if (error instanceof HashingBusy) return refuse('server.hashing_busy');
  if (error instanceof DatabaseUnavailable) return new Refusal('server.database', { detail: { cause: error.message } });
  cardea.log.error({ requestId, err: error }, 'defect');
  return refuse('server.defect');
};

type Work = (incoming: EndpointRequest) => Promise<Response | Refusal>;

/** What an endpoint does with a request that it is meant for: its guard first, where it has one. */
const worker = (endpoint: Endpoint, cardea: Cardea): Work => {
  const { requiredScopes } = endpoint;
  if (requiredScopes === undefined) return (incoming) => endpoint.handle(incoming, cardea);
  const guard = cardea.guard.requires(...requiredScopes);
  return async (incoming) => {
    const token = await guard.decide(incoming.request);
    return isRefusal(token) ? token : endpoint.handle(incoming, cardea);
  };
};

const levelOf = ({ status }: Refusal): 'error' | 'warn' => (status >= 500 ? 'error' : 'warn');

/**
 * Whether the connection ends with the answer. After a body in chunks it does (RFC 9112 §9.6): an early answer leaves chunks
 * of unknown number unread, and Bun 1.4 takes trailer fields for another request and answers that too.
 */
const endsConnection = (request: Request, { lifecycle }: Cardea): boolean =>
  lifecycle.stopping || request.headers.has('transfer-encoding');

const MAX_URL_CHARS = 8 * 1024; // Design D6

/** What is wrong with a request before its endpoint looks at it. */
const misdirected = ({ method, url }: Request, methods: readonly string[]): Refusal | undefined => {
  if (!methods.includes(method)) return refuse('request.method', { received: method });
  return url.length > MAX_URL_CHARS ? refuse('request.query_too_large', { characters: url.length }) : undefined;
};

interface Exchange {
  readonly request: Request;
  readonly endpoint: Endpoint;
  readonly cardea: Cardea;
}

/** Headers that depend on the request. */
const finish = (response: Response, { request, endpoint, cardea }: Exchange): void => {
  const { corsOrigins } = cardea.settings;
  if (endpoint.crossOrigin && corsOrigins.length > 0) {
    response.headers.append('vary', 'Origin');
    const granted = corsHeaders(request.headers.get('origin'), corsOrigins) ?? {};
    for (const [name, value] of Object.entries(granted)) response.headers.set(name, value);
  }
  if (endsConnection(request, cardea)) response.headers.set('connection', 'close');
};

/** What an endpoint answers without looking at a request: to a preflight, and to what is misdirected. */
const gatekeeper = ({ methods, crossOrigin }: Endpoint, cardea: Cardea) => {
  const allowed = cardea.settings.corsOrigins;
  return (request: Request): Response | Refusal | undefined => {
    if (request.method !== 'OPTIONS' || !crossOrigin) return misdirected(request, methods);
    return preflight(cardea.respond.empty(204), { origin: request.headers.get('origin'), allowed, methods });
  };
};

/** The handler of an endpoint: method, CORS, guard, work, refusal, metrics, log. */
export const createHandler = (endpoint: Endpoint, cardea: Cardea): Handler => {
  const { settings, urls, metrics, lifecycle, log, engine, callerOf } = cardea;
  const { methods, crossOrigin, name, isProbe = false, requiredScopes: scopes = [] } = endpoint;
  const allow = (crossOrigin ? [...methods, 'OPTIONS'] : methods).join(', ');
  const turnAway = gatekeeper(endpoint, cardea);
  const work = worker(endpoint, cardea);

  const refused = (refusal: Refusal, { request, caller }: EndpointRequest): Response => {
    const { requestId, address } = caller;
    const { code, section, detail } = refusal;
    metrics.refused(code);
    log[levelOf(refusal)]({ requestId, route: name, address, refusal: code, section, detail }, 'refused');
    const authorized = request.headers.has('authorization');
    const context = { requestId, scopes, authorized, realm: settings.issuer, resourceMetadata: urls.resourceMetadata };
    const response = cardea.respond.refusal(refusal, context);
    if (code === 'request.method') response.headers.set('allow', allow);
    // RFC 9110 §15.5.9: nobody waits for the rest
    if (code === 'request.body_slow') response.headers.set('connection', 'close');
    return response;
  };

  return async (request, peer) => {
    const startedMs = performance.now();
    lifecycle.enter(startedMs, { isProbe });
    const incoming = { request, caller: callerOf(request, peer) };
    let result: Response | Refusal;
    try {
      result = turnAway(request) ?? (await work(incoming));
      if (isRefusal(result)) result = await engine.settle(incoming.caller, result);
    } catch (error) {
      result = refusalOf(error, cardea, incoming.caller.requestId);
    }
    const response = isRefusal(result) ? refused(result, incoming) : result;
    finish(response, { request, endpoint, cardea });
    metrics.requested(name, request.method, response.status, (performance.now() - startedMs) / 1000);
    lifecycle.leave();
    return response;
  };
};
