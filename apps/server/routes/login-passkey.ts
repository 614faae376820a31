import { isRefusal, type Refusal } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { openForm } from '../pages/flow/open-form.ts';
import { respondNext, respondOutcome } from '../pages/flow/respond-next.tsx';
import { respondLoginPage } from '../pages/login/respond-login-page.tsx';
import { languageAsked } from '../pages/surroundings.ts';
import type { Endpoint, EndpointRequest, ShownRefusal } from './endpoint.ts';

const submit = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal | ShownRefusal> => {
  const form = await openForm(incoming, cardea, 'login_passkey');
  if (isRefusal(form)) return form;
  const { flowId, browser, fields } = form;
  const { request } = incoming;
  const { flow } = cardea.engine;
  const outcome = await flow.signInWithPasskey(flowId, browser, {
    answer: fields.get('answer') ?? '',
    challenge: fields.get('challenge'),
    language: languageAsked(request).tag,
  });
  if (!isRefusal(outcome)) return respondOutcome(outcome, { request, cardea, cookies: [] });
  if (!outcome.code.startsWith('factor.') && !outcome.code.startsWith('login.')) return outcome;

  const next = await flow.look(flowId, browser);
  if (isRefusal(next)) return next;
  if (next.kind === 'response') return respondNext(next, { request, cardea, cookies: [] });
  const shown = { request, browser, username: undefined, refusal: outcome };
  return { refusal: outcome, response: await respondLoginPage(next, shown, cardea) };
};

export const loginPasskey: Endpoint = {
  name: 'login-passkey',
  path: () => '/login/passkey',
  methods: ['POST'],
  crossOrigin: false,
  audience: 'people',
  summary: 'Takes the answer of a passkey on the sign-in page.',
  specification: 'Web Authentication Level 3 §7.2',
  handle: submit,
};
