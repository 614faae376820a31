import { isFactorName } from '@cardea/core';
import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { respondFactorPage } from '../pages/factor/respond-factor-page.tsx';
import { presentBrowser } from '../pages/flow/browser.ts';
import { type OpenForm, openForm } from '../pages/flow/open-form.ts';
import { openPage } from '../pages/flow/open-page.ts';
import { respondNext, respondOutcome } from '../pages/flow/respond-next.tsx';
import { languageAsked } from '../pages/surroundings.ts';
import type { Endpoint, EndpointRequest, ShownRefusal } from './endpoint.ts';

const show = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const opened = await openPage(incoming, cardea);
  if (isRefusal(opened)) return opened;
  const { next, query } = opened;
  const { request } = incoming;
  if (next.kind !== 'step' || next.step.kind !== 'second_factor')
    return respondNext(next, { request, cardea, cookies: [] });
  const { browser } = presentBrowser(incoming, cardea);
  return respondFactorPage(next, { request, browser, use: query.get('use') }, cardea);
};

/** Mails a code to who has given a password and owes one: to nobody else, however the form came to be sent. */
const sendCode = async (
  { flowId, browser }: OpenForm,
  { request, caller }: EndpointRequest,
  cardea: Cardea,
): Promise<Response | Refusal | ShownRefusal> => {
  const { flow, accountMail } = cardea.engine;
  const next = await flow.look(flowId, browser);
  if (isRefusal(next)) return next;
  if (next.kind === 'response' || next.step.kind !== 'second_factor')
    return respondNext(next, { request, cardea, cookies: [] });
  if (!next.step.factors.includes('email') || next.subject === undefined) return refuse('factor.not_there');
  const language = languageAsked(request, next.flow.request.uiLocales).tag;
  const wanted = { wants: 'sign_in_code', login: next.subject.username, flowId, language } as const;
  const refusal = await accountMail.ask(wanted, caller);
  const response = await respondFactorPage(next, { request, browser, use: 'email', refusal, isSent: !refusal }, cardea);
  return isRefusal(response) || refusal === undefined ? response : { refusal, response };
};

const submit = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal | ShownRefusal> => {
  const form = await openForm(incoming, cardea, 'second_factor');
  if (isRefusal(form)) return form;
  const { flowId, browser, fields } = form;
  const { request } = incoming;
  const factor = fields.get('factor') ?? '';
  if (factor === 'email' && fields.get('do') === 'send') return sendCode(form, incoming, cardea);
  const answer = fields.get(factor === 'passkey' ? 'answer' : 'code') ?? '';
  const outcome = isFactorName(factor)
    ? await cardea.engine.flow.proveFactor(flowId, browser, {
        factor,
        answer,
        challenge: fields.get('challenge'),
        language: languageAsked(request).tag,
      })
    : refuse('factor.not_there');
  if (!isRefusal(outcome)) return respondOutcome(outcome, { request, cardea, cookies: [] });
  if (!outcome.code.startsWith('factor.')) return outcome;

  const next = await cardea.engine.flow.look(flowId, browser);
  if (isRefusal(next)) return next;
  if (next.kind === 'response' || next.step.kind !== 'second_factor')
    return respondNext(next, { request, cardea, cookies: [] });
  const response = await respondFactorPage(
    next,
    { request, browser, use: factor, refusal: outcome, isSent: factor === 'email' },
    cardea,
  );
  return isRefusal(response) ? response : { refusal: outcome, response };
};

export const loginFactor: Endpoint = {
  name: 'login-factor',
  path: () => '/login/factor',
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  summary: 'The page where a person gives a second factor.',
  specification: 'OpenID Connect Core §3.1.2.3, RFC 9470 §5',
  handle: (incoming, cardea) => (incoming.request.method === 'POST' ? submit : show)(incoming, cardea),
};
