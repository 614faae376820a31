import { isRefusal, type Parameters, type Refusal } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { readQuery } from '../http/read-parameters.ts';
import { presentBrowser } from '../pages/flow/browser.ts';
import { respondOutcome } from '../pages/flow/respond-next.tsx';
import { seeOther } from '../pages/respond-page.ts';
import type { Endpoint, EndpointRequest } from './endpoint.ts';

const MAX_QUERY_CHARS = 7 * 1024;

const parametersOf = async (request: Request, { readParameters }: Cardea): Promise<Parameters | Refusal> =>
  request.method === 'POST' ? readParameters(request) : readQuery(request);

/**
 * The same request by GET, for a POST that another site's form sent: with it browsers send no `SameSite=Lax` cookies, so that
 * nobody would be signed in, and the flows of other tabs would lose their browser. Undefined where that is no help.
 */
const againByGet = (
  { request }: EndpointRequest,
  parameters: Parameters,
  { urls, cookies }: Cardea,
): string | undefined => {
  if (request.method !== 'POST' || request.headers.get('sec-fetch-site') === 'same-origin') return undefined;
  if (!cookies.read(request).isNew) return undefined;
  const query = new URLSearchParams(parameters.entries().map(([name, value]) => [name, value])).toString();
  return query.length > MAX_QUERY_CHARS ? undefined : `${new URL(urls.authorization).pathname}?${query}`;
};

export const authorize: Endpoint = {
  name: 'authorize',
  path: (basePath) => `${basePath}/authorize`,
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  summary: 'An application sends a person here to sign in and to agree; the answer goes to its redirect URI.',
  specification: 'RFC 6749 §3.1, OpenID Connect Core §3.1.2',
  async handle(incoming, cardea) {
    const parameters = await parametersOf(incoming.request, cardea);
    if (isRefusal(parameters)) return parameters;
    const again = againByGet(incoming, parameters, cardea);
    if (again !== undefined) return seeOther(again);
    const { browser, cookies } = presentBrowser(incoming, cardea);
    const outcome = await cardea.engine.flow.begin(parameters, browser);
    return isRefusal(outcome) ? outcome : respondOutcome(outcome, { request: incoming.request, cardea, cookies });
  },
};
