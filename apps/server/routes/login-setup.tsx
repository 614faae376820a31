import type { EnrolmentOutcome } from '@cardea/core';
import { isRefusal, type Refusal } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { sessionCookies } from '../cookies/session-cookies.ts';
import { applicationName } from '../pages/flow/application-name.ts';
import { presentBrowser } from '../pages/flow/browser.ts';
import { type OpenForm, openForm } from '../pages/flow/open-form.ts';
import { openPage } from '../pages/flow/open-page.ts';
import { respondNext, respondOutcome } from '../pages/flow/respond-next.tsx';
import { pageUrl } from '../pages/flow/step-pages.ts';
import { RecoveryCodesPage } from '../pages/recovery-codes/recovery-codes-page.tsx';
import { respondPage, seeOther } from '../pages/respond-page.ts';
import { respondSetupPage } from '../pages/setup/respond-setup-page.tsx';
import { languageAsked, surroundingsFor } from '../pages/surroundings.ts';
import type { Endpoint, EndpointRequest, ShownRefusal } from './endpoint.ts';

const show = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const opened = await openPage(incoming, cardea);
  if (isRefusal(opened)) return opened;
  const { next } = opened;
  const { request } = incoming;
  if (next.kind !== 'step' || next.step.kind !== 'enrol_factor')
    return respondNext(next, { request, cardea, cookies: [] });
  const { browser } = presentBrowser(incoming, cardea);
  return respondSetupPage(next, { request, browser }, cardea);
};

/** The codes before the flow goes on, where there are some to keep. */
const respondEnrolled = async (
  { sessionHandles, recoveryCodes, state: { flow, client } }: EnrolmentOutcome,
  request: Request,
  cardea: Cardea,
): Promise<Response> => {
  const cookies = sessionCookies(sessionHandles, request, cardea);
  const surroundings = await surroundingsFor(request, cardea, flow.request);
  const nextUrl = pageUrl(surroundings.root, '/login/setup', flow.id);
  if (recoveryCodes === undefined) return seeOther(nextUrl, cookies);
  return respondPage(
    <RecoveryCodesPage
      surroundings={surroundings}
      codes={recoveryCodes}
      application={applicationName(client, surroundings.language)}
      nextUrl={nextUrl}
    />,
    { cookies, leadsTo: flow.request.redirectUri },
  );
};

const enrol = (
  { flowId, browser, fields }: OpenForm,
  language: string,
  { engine }: Cardea,
): Promise<EnrolmentOutcome | Refusal> => {
  if (fields.get('what') === 'totp')
    return engine.flow.enrolTotp(flowId, browser, {
      box: fields.get('offer'),
      code: fields.get('code') ?? '',
      language,
    });
  return engine.flow.enrolPasskey(flowId, browser, {
    box: fields.get('challenge'),
    answer: fields.get('answer') ?? '',
    name: fields.get('name') ?? '',
    language,
  });
};

const submit = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal | ShownRefusal> => {
  const form = await openForm(incoming, cardea, 'enrol_factor');
  if (isRefusal(form)) return form;
  const { flowId, browser, fields } = form;
  const { request } = incoming;
  const { flow } = cardea.engine;
  if (fields.get('what') === 'later') {
    const outcome = await flow.declineFactor(flowId, browser);
    return isRefusal(outcome) ? outcome : respondOutcome(outcome, { request, cardea, cookies: [] });
  }
  const outcome = await enrol(form, languageAsked(request).tag, cardea);
  if (!isRefusal(outcome)) return respondEnrolled(outcome, request, cardea);
  if (!outcome.code.startsWith('factor.')) return outcome;

  const next = await flow.look(flowId, browser);
  if (isRefusal(next)) return next;
  if (next.kind === 'response' || next.step.kind !== 'enrol_factor')
    return respondNext(next, { request, cardea, cookies: [] });
  const response = await respondSetupPage(
    next,
    { request, browser, box: fields.get('offer'), refusal: outcome },
    cardea,
  );
  return isRefusal(response) ? response : { refusal: outcome, response };
};

export const loginSetup: Endpoint = {
  name: 'login-setup',
  path: () => '/login/setup',
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  summary: 'The page where a person sets up a second factor that an application asks for.',
  specification: 'RFC 6238, Web Authentication Level 3 §7.1',
  handle: (incoming, cardea) => (incoming.request.method === 'POST' ? submit : show)(incoming, cardea),
};
