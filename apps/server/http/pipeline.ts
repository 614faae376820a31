import { DatabaseUnavailable, HashingBusy } from '@cardea/core';
import { isRefusal, Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { respondErrorPage } from '../pages/error/respond-error-page.tsx';
import type { Endpoint, EndpointRequest, ShownRefusal } from '../routes/endpoint.ts';
import { corsHeaders, preflight } from './cors.ts';
import { withTokenOfForm } from './token-of-form.ts';

type Answer = Response | Refusal | ShownRefusal;

/** Runs one endpoint for requests that have passed its door. */
export type Handler = (request: Request, peer: string | undefined) => Promise<Response>;

/** A fault becomes a refusal; anything unforeseen is a defect of ours, told to the log and not to the caller. */
const refusalOf = (error: unknown, cardea: Cardea, requestId: string): Refusal => {
  if (error instanceof HashingBusy) return refuse('server.hashing_busy');
  if (error instanceof DatabaseUnavailable) return new Refusal('server.database', { detail: { cause: error.message } });
  cardea.log.error({ requestId, err: error }, 'defect');
  return refuse('server.defect');
};

type Work = (incoming: EndpointRequest) => Promise<Answer>;

/** What an endpoint does with a request that it is meant for: its guard first, where it has one. */
const worker = (endpoint: Endpoint, cardea: Cardea): Work => {
  const { requiredScopes, tokenInForm } = endpoint;
  if (requiredScopes === undefined) return (incoming) => endpoint.handle(incoming, cardea);
  const guard = cardea.guard.requires(...requiredScopes);
  return async (incoming) => {
    const request = tokenInForm === true ? await withTokenOfForm(incoming.request, cardea) : incoming.request;
    if (isRefusal(request)) return request;
    const token = await guard.decide(request);
    return isRefusal(token) ? token : endpoint.handle({ ...incoming, request, token }, cardea);
  };
};

/** Whether a refusal of this endpoint is read by a person. */
const isForPerson = ({ audience }: Endpoint, { headers }: Request): boolean =>
  audience === 'people' || (audience === 'anyone' && headers.get('accept')?.includes('text/html') === true);

/** A refusal as its reader understands it: a page for a person, JSON for a client. */
const renderer =
  (endpoint: Endpoint, cardea: Cardea) =>
  async (refusal: Refusal, incoming: EndpointRequest): Promise<Response> => {
    if (isForPerson(endpoint, incoming.request)) return respondErrorPage(refusal, incoming, cardea);
    const response = cardea.respond.refusal(refusal, {
      requestId: incoming.caller.requestId,
      scopes: endpoint.requiredScopes ?? [],
      authorized: incoming.request.headers.has('authorization'),
      realm: cardea.settings.issuer,
      resourceMetadata: cardea.urls.resourceMetadata,
    });
    // RFC 9449 §8, §9
    if (refusal.error === 'use_dpop_nonce') response.headers.set('dpop-nonce', cardea.engine.dpopNonce());
    return response;
  };

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
  const { metrics, lifecycle, refusals, keptRefusals, engine, callerOf } = cardea;
  const { methods, crossOrigin, name, isProbe = false } = endpoint;
  const allow = (crossOrigin ? [...methods, 'OPTIONS'] : methods).join(', ');
  const turnAway = gatekeeper(endpoint, cardea);
  const work = worker(endpoint, cardea);
  const render = renderer(endpoint, cardea);

  const refused = async (answer: Refusal | ShownRefusal, incoming: EndpointRequest): Promise<Response> => {
    const refusal = isRefusal(answer) ? answer : answer.refusal;
    const { code } = refusal;
    metrics.refused(code);
    keptRefusals.keep(refusal, { endpoint: name, caller: incoming.caller });
    refusals.write(refusal, { route: name, caller: incoming.caller, nowMs: performance.now() });
    const response = isRefusal(answer) ? await render(answer, incoming) : answer.response;
    if (code === 'request.method') response.headers.set('allow', allow);
    // RFC 9110 §15.5.9: nobody waits for the rest
    if (code === 'request.body_slow') response.headers.set('connection', 'close');
    return response;
  };

  return async (request, peer) => {
    const startedMs = performance.now();
    lifecycle.enter(startedMs, { isProbe });
    const incoming = { request, caller: callerOf(request, peer) };
    let result: Answer;
    try {
      result = turnAway(request) ?? (await work(incoming));
      if (isRefusal(result)) result = await engine.settle(incoming.caller, result);
    } catch (error) {
      result = refusalOf(error, cardea, incoming.caller.requestId);
    }
    const response = result instanceof Response ? result : await refused(result, incoming);
    const sentBack = keptRefusals.sentBackBy(response);
    if (sentBack !== undefined) keptRefusals.keep(sentBack, { endpoint: name, caller: incoming.caller });
    finish(response, { request, endpoint, cardea });
    metrics.requested(name, request.method, response.status, (performance.now() - startedMs) / 1000);
    lifecycle.leave();
    return response;
  };
};
