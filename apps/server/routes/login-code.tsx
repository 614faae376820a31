import type { FlowState } from '@cardea/core';
import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { retryAfterSeconds } from '../http/respond.ts';
import { areCodesOn } from '../pages/by-mail/by-mail-form.ts';
import { CodePage } from '../pages/by-mail/code-page.tsx';
import { formTarget } from '../pages/flow/form-target.ts';
import { openForm } from '../pages/flow/open-form.ts';
import { openPage } from '../pages/flow/open-page.ts';
import { respondNext, respondOutcome } from '../pages/flow/respond-next.tsx';
import { pageUrl } from '../pages/flow/step-pages.ts';
import type { Language } from '../pages/languages/languages.ts';
import { waitInWords } from '../pages/login/wait-in-words.ts';
import { respondPage } from '../pages/respond-page.ts';
import { languageAsked, surroundingsFor } from '../pages/surroundings.ts';
import type { Endpoint, EndpointRequest, ShownRefusal } from './endpoint.ts';

const MAX_TYPED_CHARS = 320;

interface Shown {
  readonly login: string | undefined;
  readonly refusal?: Refusal | undefined;
}

/** What was wrong, in words; undefined where a page of errors says it. */
const inWords = ({ code, retryAfterSeconds: wait }: Refusal, { messages, tag }: Language): string | undefined => {
  if (code === 'login.email_code') return messages.byMail.code.wrong;
  return wait === undefined ? undefined : messages.login.tooMany(waitInWords(wait, tag));
};

const respondCode = async (
  { flow }: FlowState,
  { login, refusal }: Shown,
  { incoming, cardea }: { readonly incoming: EndpointRequest; readonly cardea: Cardea },
): Promise<Response> => {
  const { request } = incoming;
  const surroundings = await surroundingsFor(request, cardea, flow.request);
  const response = await respondPage(
    <CodePage
      surroundings={surroundings}
      form={formTarget('login_code', { request, flowId: flow.id }, cardea)}
      login={login}
      username={flow.request.loginHint}
      backUrl={`${pageUrl(surroundings.root, '/login', flow.id)}&other=yes`}
      problem={refusal && inWords(refusal, surroundings.language)}
    />,
    {
      status: refusal === undefined ? 200 : refusal.status === 401 ? 400 : refusal.status,
      leadsTo: flow.request.redirectUri,
    },
  );
  const retryAfter = refusal && retryAfterSeconds(refusal);
  if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter));
  return response;
};

const show = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const opened = await openPage(incoming, cardea);
  if (isRefusal(opened)) return opened;
  const { next } = opened;
  const { request } = incoming;
  return next.kind === 'step'
    ? respondCode(next, { login: undefined }, { incoming, cardea })
    : respondNext(next, { request, cardea, cookies: [] });
};

const submit = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal | ShownRefusal> => {
  const form = await openForm(incoming, cardea, 'login_code');
  if (isRefusal(form)) return form;
  const { flowId, browser, fields } = form;
  const { request, caller } = incoming;
  const { flow, accountMail } = cardea.engine;
  const next = await flow.look(flowId, browser);
  if (isRefusal(next)) return next;
  if (next.kind === 'response') return respondNext(next, { request, cardea, cookies: [] });
  const login = (fields.get('username') ?? '').trim().slice(0, MAX_TYPED_CHARS);
  const context = { incoming, cardea };
  const answer = async (refusal: Refusal, shown: string | undefined) => {
    const language = languageAsked(request, next.flow.request.uiLocales);
    if (inWords(refusal, language) === undefined) return refusal;
    return { refusal, response: await respondCode(next, { login: shown, refusal }, context) };
  };
  switch (fields.get('do')) {
    case 'send': {
      const language = languageAsked(request, next.flow.request.uiLocales);
      const refusal = await accountMail.ask({ wants: 'sign_in_code', login, flowId, language: language.tag }, caller);
      return refusal === undefined ? respondCode(next, { login }, context) : answer(refusal, undefined);
    }
    case 'prove': {
      const code = (fields.get('code') ?? '').slice(0, MAX_TYPED_CHARS);
      const outcome = await flow.signInWithEmailCode(flowId, browser, { login, code });
      return isRefusal(outcome) ? answer(outcome, login) : respondOutcome(outcome, { request, cardea, cookies: [] });
    }
    default:
      return refuse('request.parameter_invalid', { parameter: 'do' });
  }
};

export const loginCode: Endpoint = {
  name: 'login-code',
  path: () => '/login/code',
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  isOn: areCodesOn,
  summary: 'The page where a person signs in with a code that comes by mail.',
  specification: 'OWASP ASVS 6.6.2',
  handle: (incoming, cardea) => (incoming.request.method === 'POST' ? submit : show)(incoming, cardea),
};
