import { isRefusal, isSelector, Parameters, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { againByGet, lacksCookies } from '../http/again-by-get.ts';
import { readQuery } from '../http/read-parameters.ts';
import { presentBrowser } from '../pages/flow/browser.ts';
import { openOwnForm } from '../pages/flow/open-form.ts';
import {
  respondDone,
  respondQuestion,
  toEnd,
  toQuestion,
  toStayed,
  withDoubt,
} from '../pages/logout/respond-logout.tsx';
import { seeOther } from '../pages/respond-page.ts';
import type { Endpoint, EndpointRequest, ShownRefusal } from './endpoint.ts';

type Answer = Promise<Response | Refusal | ShownRefusal>;

export const endSession: Endpoint = {
  name: 'end-session',
  path: (basePath) => `${basePath}/logout`,
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  summary:
    'An application sends a person here to sign out; it gets them back at an address that is registered for that.',
  specification: 'OpenID Connect RP-Initiated Logout §2',
  async handle(incoming, cardea) {
    const { request } = incoming;
    const parameters = request.method === 'POST' ? await cardea.readParameters(request) : readQuery(request);
    if (isRefusal(parameters)) return parameters;
    if (lacksCookies(request, cardea.cookies)) {
      const again = againByGet(cardea.urls.endSession, parameters);
      // Never "you are signed out" to somebody whose cookies were not seen
      return again === undefined ? refuse('request.query_too_large') : seeOther(again);
    }
    const { browser, cookies } = presentBrowser(incoming, cardea);
    const outcome = await cardea.engine.logout.begin(parameters, browser);
    if (isRefusal(outcome)) return outcome;
    const response =
      outcome.kind === 'ask' ? toQuestion(outcome, cookies, cardea) : await toEnd(outcome, request, cardea);
    return withDoubt(response, outcome.request);
  },
};

const show = async (incoming: EndpointRequest, cardea: Cardea): Answer => {
  const { request } = incoming;
  const query = readQuery(request);
  if (isRefusal(query)) return query;
  const present = presentBrowser(incoming, cardea);
  const { logout } = cardea.engine;
  if (query.has('done')) {
    const now = await logout.begin(new Parameters(), present.browser);
    if (isRefusal(now)) return now;
    const people = now.kind === 'ask' ? now.people : [];
    const outcome = query.get('done') === 'no' && people.length > 0 ? 'stayed' : 'signed_out';
    return respondDone(request, { outcome, people, uiLocales: (query.get('ui_locales') ?? '').split(' ') }, cardea);
  }
  const outcome = await logout.begin(query, present.browser);
  if (isRefusal(outcome)) return outcome;
  const response =
    outcome.kind === 'ask'
      ? await respondQuestion(outcome, { incoming: request, present }, cardea)
      : await toEnd(outcome, request, cardea);
  return withDoubt(response, outcome.request);
};

const submit = async (incoming: EndpointRequest, cardea: Cardea): Answer => {
  const form = await openOwnForm(incoming, cardea, 'logout');
  if (isRefusal(form)) return form;
  const { browser, fields } = form;
  if (fields.get('answer') === 'stay') return toStayed(fields.get('ui_locales'), cardea);
  const sessionId = fields.get('session') ?? '';
  if (sessionId !== 'all' && !isSelector(sessionId))
    return refuse('request.parameter_invalid', { parameter: 'session' });
  const outcome = await cardea.engine.logout.confirm(fields, browser, { sessionId });
  return isRefusal(outcome) ? outcome : withDoubt(await toEnd(outcome, incoming.request, cardea), outcome.request);
};

export const logout: Endpoint = {
  name: 'logout',
  path: () => '/logout',
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  summary: 'The page where a person is asked whether to sign out, and told that it is done.',
  specification: 'OpenID Connect RP-Initiated Logout §2',
  handle: (incoming, cardea) => (incoming.request.method === 'POST' ? submit : show)(incoming, cardea),
};
