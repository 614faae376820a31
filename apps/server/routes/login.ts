import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { presentBrowser } from '../pages/flow/browser.ts';
import { type OpenForm, openForm } from '../pages/flow/open-form.ts';
import { openPage } from '../pages/flow/open-page.ts';
import { respondNext, respondOutcome } from '../pages/flow/respond-next.tsx';
import { respondLoginPage } from '../pages/login/respond-login-page.tsx';
import type { Endpoint, EndpointRequest, ShownRefusal } from './endpoint.ts';

const MAX_USERNAME_CHARS = 320;
const MAX_PASSWORD_CHARS = 1024; // Design D6

const show = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const opened = await openPage(incoming, cardea);
  if (isRefusal(opened)) return opened;
  const { next, query } = opened;
  const { request } = incoming;
  const isHere = next.kind === 'step' && (['login', 'sign_up'].includes(next.step.kind) || query.has('other'));
  return isHere
    ? respondLoginPage(
        next,
        { request, browser: presentBrowser(incoming, cardea).browser, username: undefined },
        cardea,
      )
    : respondNext(next, { request, cardea, cookies: [] });
};

const signIn = ({ flowId, browser, fields }: OpenForm, { engine }: Cardea) => {
  const username = fields.get('username') ?? '';
  const password = fields.get('password') ?? '';
  const possible =
    username !== '' &&
    password !== '' &&
    username.length <= MAX_USERNAME_CHARS &&
    password.length <= MAX_PASSWORD_CHARS;
  return possible
    ? engine.flow.signIn(flowId, browser, { username, password, keeps: fields.get('keep') === 'yes' })
    : refuse('login.unknown', { possible });
};

const submit = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal | ShownRefusal> => {
  const form = await openForm(incoming, cardea, 'login');
  if (isRefusal(form)) return form;
  const { request } = incoming;
  const outcome = await signIn(form, cardea);
  if (!isRefusal(outcome)) return respondOutcome(outcome, { request, cardea, cookies: [] });
  if (!outcome.code.startsWith('login.')) return outcome;

  const next = await cardea.engine.flow.look(form.flowId, form.browser);
  if (isRefusal(next)) return next;
  if (next.kind === 'response') return respondNext(next, { request, cardea, cookies: [] });
  const username = form.fields.get('username')?.slice(0, MAX_USERNAME_CHARS);
  return {
    refusal: outcome,
    response: await respondLoginPage(next, { request, browser: form.browser, username, refusal: outcome }, cardea),
  };
};

export const login: Endpoint = {
  name: 'login',
  path: () => '/login',
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  summary: 'The page where a person signs in.',
  specification: 'OpenID Connect Core §3.1.2.3',
  handle: (incoming, cardea) => (incoming.request.method === 'POST' ? submit : show)(incoming, cardea),
};
