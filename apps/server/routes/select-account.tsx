import type { FlowState } from '@cardea/core';
import { isRefusal, type Refusal } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { applicationName } from '../pages/flow/application-name.ts';
import { formTarget } from '../pages/flow/form-target.ts';
import { openForm } from '../pages/flow/open-form.ts';
import { openPage } from '../pages/flow/open-page.ts';
import { personNames } from '../pages/flow/person-names.ts';
import { respondNext, respondOutcome } from '../pages/flow/respond-next.tsx';
import { pageUrl } from '../pages/flow/step-pages.ts';
import { applicationOf, withApplication } from '../pages/flow/way-back.ts';
import { respondPage } from '../pages/respond-page.ts';
import { SelectAccountPage } from '../pages/select-account/select-account-page.tsx';
import { surroundingsFor } from '../pages/surroundings.ts';
import type { Endpoint, EndpointRequest } from './endpoint.ts';

const respondSelectAccount = async ({ flow, client, people }: FlowState, request: Request, cardea: Cardea) => {
  const surroundings = await surroundingsFor(request, cardea, flow.request);
  const target = { request, flowId: flow.id };
  return respondPage(
    <SelectAccountPage
      surroundings={surroundings}
      application={applicationName(client, surroundings.language)}
      people={people.map(({ session, account }) => ({ sessionId: session.id, ...personNames(account) }))}
      form={formTarget('select_account', target, cardea)}
      cancel={formTarget('cancel', target, cardea)}
      otherUrl={withApplication(`${pageUrl(surroundings.root, '/login', flow.id)}&other=yes`, applicationOf(request))}
    />,
    { leadsTo: flow.request.redirectUri },
  );
};

const show = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const opened = await openPage(incoming, cardea);
  if (isRefusal(opened)) return opened;
  const { next } = opened;
  const { request } = incoming;
  // Also for a person on the consent page who is somebody else
  const isHere = next.kind === 'step' && (next.step.kind === 'select_account' || next.step.kind === 'consent');
  return isHere ? respondSelectAccount(next, request, cardea) : respondNext(next, { request, cardea, cookies: [] });
};

const submit = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const form = await openForm(incoming, cardea, 'select_account');
  if (isRefusal(form)) return form;
  const { flowId, browser, fields } = form;
  const outcome = await cardea.engine.flow.choose(flowId, browser, fields.get('session') ?? '');
  return isRefusal(outcome) ? outcome : respondOutcome(outcome, { request: incoming.request, cardea, cookies: [] });
};

export const selectAccount: Endpoint = {
  name: 'select-account',
  path: () => '/select-account',
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  summary: 'The page where a person who is signed in more than once chooses an account.',
  specification: 'OpenID Connect Core §3.1.2.1',
  handle: (incoming, cardea) => (incoming.request.method === 'POST' ? submit : show)(incoming, cardea),
};
