import type { AccountRequest } from '@cardea/core';
import { isRefusal, isSelector, type Parameters, type Refusal } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { issuerPath } from '../http/issuer-path.ts';
import { readQuery } from '../http/read-parameters.ts';
import { retryAfterSeconds } from '../http/respond.ts';
import { AskPage, type AskPageProps } from '../pages/by-mail/ask-page.tsx';
import { byMailForm } from '../pages/by-mail/by-mail-form.ts';
import type { ByMailForm } from '../pages/by-mail/by-mail-paths.ts';
import { refusedAsk } from '../pages/by-mail/refused-ask.ts';
import { SentPage } from '../pages/by-mail/sent-page.tsx';
import { openOwnForm } from '../pages/flow/open-form.ts';
import { pageUrl } from '../pages/flow/step-pages.ts';
import type { Language } from '../pages/languages/languages.ts';
import { respondPage } from '../pages/respond-page.ts';
import { surroundingsFor } from '../pages/surroundings.ts';
import type { Endpoint, EndpointRequest, ShownRefusal } from './endpoint.ts';

const MAX_TYPED_CHARS = 320;

/** The words of a page that asks who a mail goes to. */
type Words = Pick<AskPageProps, 'title' | 'text' | 'submit'> & {
  readonly label: string;
  readonly elsewhere: { readonly id: string; readonly label: string };
};

/** A page that asks who a mail goes to, and what is done about the answer. */
export interface Question {
  readonly form: Exclude<ByMailForm, 'link'>;
  readonly field: Pick<AskPageProps['field'], 'id' | 'autoComplete'>;
  words(language: Language, place: string): Words;
  request(
    typed: string,
  ):
    | { readonly wants: 'reset_password'; readonly login: string }
    | { readonly wants: 'register'; readonly email: string };
}

interface Asked {
  readonly flowId: string | undefined;
  readonly typed: string | undefined;
  readonly refusal?: Refusal;
}

/** The flow that it goes on with, where that can be one. */
const flowOf = (fields: Parameters): string | undefined => {
  const flowId = fields.get('flow');
  return flowId !== undefined && isSelector(flowId) ? flowId : undefined;
};

const respondQuestion = async (
  question: Question,
  { flowId, typed, refusal }: Asked,
  { incoming, cardea }: { readonly incoming: EndpointRequest; readonly cardea: Cardea },
): Promise<Response> => {
  const surroundings = await surroundingsFor(incoming.request, cardea);
  const { language, brand } = surroundings;
  const { title, text, submit, label, elsewhere } = question.words(language, brand.name);
  const { target, cookies } = byMailForm(question.form, { incoming, flowId }, cardea);
  const root = issuerPath(cardea.settings.issuer);
  const response = await respondPage(
    <AskPage
      surroundings={surroundings}
      title={title}
      text={text}
      form={target}
      field={{ ...question.field, label, value: typed }}
      submit={submit}
      elsewhere={{ ...elsewhere, url: flowId === undefined ? `${root}/account` : pageUrl(root, '/login', flowId) }}
      problem={refusal && refusedAsk(refusal, language)}
    />,
    { cookies, status: refusal?.status ?? 200 },
  );
  const retryAfter = refusal && retryAfterSeconds(refusal);
  if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter));
  return response;
};

const show = async (question: Question, incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const query = readQuery(incoming.request);
  if (isRefusal(query)) return query;
  return respondQuestion(question, { flowId: flowOf(query), typed: undefined }, { incoming, cardea });
};

const submit = async (
  question: Question,
  incoming: EndpointRequest,
  cardea: Cardea,
): Promise<Response | Refusal | ShownRefusal> => {
  const form = await openOwnForm(incoming, cardea, question.form);
  if (isRefusal(form)) return form;
  const typed = (form.fields.get(question.field.id) ?? '').trim().slice(0, MAX_TYPED_CHARS);
  const flowId = flowOf(form.fields);
  const surroundings = await surroundingsFor(incoming.request, cardea);
  const request: AccountRequest = { ...question.request(typed), language: surroundings.language.tag, flowId };
  const refusal = await cardea.engine.accountMail.ask(request, incoming.caller);
  if (refusal === undefined) return respondPage(<SentPage surroundings={surroundings} />);
  if (refusedAsk(refusal, surroundings.language) === undefined) return refusal;
  return { refusal, response: await respondQuestion(question, { flowId, typed, refusal }, { incoming, cardea }) };
};

/** How the page of a question is answered, by method. */
export const answerQuestion =
  (question: Question): Endpoint['handle'] =>
  (incoming, cardea) =>
    (incoming.request.method === 'POST' ? submit : show)(question, incoming, cardea);
