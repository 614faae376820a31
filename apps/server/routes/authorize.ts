import { isRefusal, type Parameters, type Refusal } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { againByGet, lacksCookies } from '../http/again-by-get.ts';
import { readQuery } from '../http/read-parameters.ts';
import { presentBrowser } from '../pages/flow/browser.ts';
import { respondOutcome } from '../pages/flow/respond-next.tsx';
import { seeOther } from '../pages/respond-page.ts';
import type { Endpoint } from './endpoint.ts';

const parametersOf = async (request: Request, { readParameters }: Cardea): Promise<Parameters | Refusal> =>
  request.method === 'POST' ? readParameters(request) : readQuery(request);

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
    const isForeign = lacksCookies(incoming.request, cardea.cookies);
    const again = isForeign ? againByGet(cardea.urls.authorization, parameters) : undefined;
    if (again !== undefined) return seeOther(again);
    const { browser, cookies } = presentBrowser(incoming, cardea);
    const outcome = await cardea.engine.flow.begin(parameters, browser);
    return isRefusal(outcome) ? outcome : respondOutcome(outcome, { request: incoming.request, cardea, cookies });
  },
};
