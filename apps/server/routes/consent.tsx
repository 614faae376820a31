import type { FlowState } from '@cardea/core';
import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { askingClient } from '../pages/consent/asking-client.ts';
import { ConsentPage } from '../pages/consent/consent-page.tsx';
import { redirectHost } from '../pages/consent/redirect-host.ts';
import { scopesInWords } from '../pages/consent/scope-words.ts';
import { type ConsentState, respondDeviceConsent } from '../pages/device/respond-device-consent.tsx';
import { formTarget } from '../pages/flow/form-target.ts';
import { openForm } from '../pages/flow/open-form.ts';
import { openPage } from '../pages/flow/open-page.ts';
import { personNames } from '../pages/flow/person-names.ts';
import { respondNext, respondOutcome } from '../pages/flow/respond-next.tsx';
import { pageUrl } from '../pages/flow/step-pages.ts';
import { applicationOf, withApplication } from '../pages/flow/way-back.ts';
import { respondPage } from '../pages/respond-page.ts';
import { surroundingsFor } from '../pages/surroundings.ts';
import type { Endpoint, EndpointRequest } from './endpoint.ts';

const isConsent = (state: FlowState): state is ConsentState => state.step.kind === 'consent';

const respondConsent = async (
  state: ConsentState,
  incoming: EndpointRequest,
  cardea: Cardea,
): Promise<Response | Refusal> => {
  const { flow, client, step, person } = state;
  if (person === undefined) return refuse('flow.unknown');
  if (flow.deviceCodeId !== undefined) return respondDeviceConsent({ ...state, person }, incoming, cardea);
  const { request } = incoming;
  const surroundings = await surroundingsFor(request, cardea, flow.request);
  const { messages, tag } = surroundings.language;
  const { redirectUri } = flow.request;
  const returnsTo = redirectHost(redirectUri);
  return respondPage(
    <ConsentPage
      surroundings={surroundings}
      client={askingClient(client, { tag, onThisDevice: returnsTo === undefined })}
      person={{ id: person.account.id, ...personNames(person.account) }}
      scopes={scopesInWords(step, { messages, registered: await cardea.stores.scopes.list() })}
      returnsTo={returnsTo}
      lasting={step.scopes.includes('offline_access')}
      form={formTarget('consent', { request, flowId: flow.id }, cardea)}
      switchUrl={withApplication(pageUrl(surroundings.root, '/select-account', flow.id), applicationOf(request))}
    />,
    { leadsTo: redirectUri },
  );
};

const show = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const opened = await openPage(incoming, cardea);
  if (isRefusal(opened)) return opened;
  const { next } = opened;
  const { request } = incoming;
  return next.kind === 'step' && isConsent(next)
    ? respondConsent(next, incoming, cardea)
    : respondNext(next, { request, cardea, cookies: [] });
};

const submit = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const form = await openForm(incoming, cardea, 'consent');
  if (isRefusal(form)) return form;
  const { flowId, browser, fields } = form;
  const answer = fields.get('answer');
  if (answer !== 'allow' && answer !== 'deny') return refuse('request.parameter_invalid', { parameter: 'answer' });
  // No more than the page showed, whatever the flow asks for by now
  const allowed = answer === 'deny' ? 'denied' : (fields.get('shown') ?? '').split(' ');
  const outcome = await cardea.engine.flow.consent(flowId, browser, {
    allowed,
    accountId: fields.get('person') ?? '',
    // 0 for a form that does not say: no client has this version
    clientVersion: Number(fields.get('application') ?? 0),
  });
  return isRefusal(outcome) ? outcome : respondOutcome(outcome, { request: incoming.request, cardea, cookies: [] });
};

export const consent: Endpoint = {
  name: 'consent',
  path: () => '/consent',
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  summary: 'The page where a person agrees to what an application asks for.',
  specification: 'OpenID Connect Core §3.1.2.4, RFC 8252 §8.6',
  handle: (incoming, cardea) => (incoming.request.method === 'POST' ? submit : show)(incoming, cardea),
};
