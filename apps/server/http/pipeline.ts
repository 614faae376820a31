import { type Caller, DatabaseUnavailable, HashingBusy } from '@cardea/core';
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

/** What an endpoint does with a request that it is meant for: its guard first, where it has one. */
const worker = (endpoint: Endpoint, cardea: Cardea): ((incoming: EndpointRequest) => Promise<Response | Refusal>) => {
  const { requiredScopes } = endpoint;
  if (requiredScopes === undefined) return (incoming) => endpoint.handle(incoming, cardea);
  const guard = cardea.guard.requires(...requiredScopes);
  return async (incoming) => {
    const token = await guard.decide(incoming.request);
    return isRefusal(token) ? cardea.engine.settle(incoming.caller, token) : endpoint.handle(incoming, cardea);
  };
};

const levelOf = ({ status }: Refusal): 'error' | 'warn' => (status >= 500 ? 'error' : 'warn');

/**
 * Whether the connection ends with the answer. After a body in chunks it does (RFC 9112 §9.6): an early answer leaves chunks
 * of unknown number unread, and Bun 1.4 takes trailer fields for another request and answers that too.
 */
const endsConnection = (request: Request, { lifecycle }: Cardea): boolean =>
  lifecycle.stopping || request.headers.has('transfer-encoding');

interface Exchange {
  readonly request: Request;
  readonly origin: string | null;
  readonly endpoint: Endpoint;
  readonly cardea: Cardea;
}

const finish = (response: Response, { request, origin, endpoint, cardea }: Exchange): Response => {
  const { corsOrigins } = cardea.settings;
  if (endpoint.crossOrigin && corsOrigins.length > 0) {
    response.headers.append('vary', 'Origin');
    for (const [name, value] of Object.entries(corsHeaders(origin, corsOrigins) ?? {}))
      response.headers.set(name, value);
  }
  if (endsConnection(request, cardea)) response.headers.set('connection', 'close');
  return response;
};

/** The handler of an endpoint: method, CORS, guard, work, refusal, metrics, log. */
export const createHandler = (endpoint: Endpoint, cardea: Cardea): Handler => {
  const { settings, metrics, lifecycle, log, callerOf } = cardea;
  const { methods, crossOrigin, name } = endpoint;
  const allow = crossOrigin ? [...methods, 'OPTIONS'] : methods;
  const scopes = endpoint.requiredScopes ?? [];
  const work = worker(endpoint, cardea);

  const perform = async (incoming: EndpointRequest): Promise<Response | Refusal> => {
    try {
      return await work(incoming);
    } catch (error) {
      return refusalOf(error, cardea, incoming.caller.requestId);
    }
  };

  const answer = async (request: Request, caller: Caller): Promise<Response> => {
    const origin = request.headers.get('origin');
    if (request.method === 'OPTIONS' && crossOrigin)
      return preflight(cardea.respond.empty(204), { origin, allowed: settings.corsOrigins, methods });
    const result = methods.includes(request.method)
      ? await perform({ request, caller })
      : refuse('request.method', { received: request.method });
    if (!isRefusal(result)) return finish(result, { request, origin, endpoint, cardea });
    const { requestId, address } = caller;
    metrics.refused(result.code);
    log[levelOf(result)](
      { requestId, route: name, address, refusal: result.code, section: result.section, detail: result.detail },
      'refused',
    );
    const authorized = request.headers.has('authorization');
    const context = {
      requestId,
      scopes,
      authorized,
      realm: settings.issuer,
      resourceMetadata: cardea.urls.resourceMetadata,
    };
    const response = cardea.respond.refusal(result, context);
    if (result.code === 'request.method') response.headers.set('allow', allow.join(', '));
    // RFC 9110 §15.5.9: nobody waits for the rest
    if (result.code === 'request.body_slow') response.headers.set('connection', 'close');
    return finish(response, { request, origin, endpoint, cardea });
  };

  return async (request, peer) => {
    const startedMs = performance.now();
    lifecycle.enter(startedMs);
    try {
      const response = await answer(request, callerOf(request, peer));
      metrics.requested(name, request.method, response.status, (performance.now() - startedMs) / 1000);
      return response;
    } finally {
      lifecycle.leave();
    }
  };
};
