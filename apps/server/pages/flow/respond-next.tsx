import { randomBytes } from 'node:crypto';
import { type AuthorizationResponse, type FlowOutcome, type FlowState, responseUrl } from '@cardea/core';
import type { Cardea } from '../../cardea.ts';
import { sessionCookies } from '../../cookies/session-cookies.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import { redirectHost } from '../consent/redirect-host.ts';
import { FormPostPage } from '../form-post/form-post-page.tsx';
import { respondPage, seeOther } from '../respond-page.ts';
import { surroundingsFor } from '../surroundings.ts';
import { OnwardPage, type OnwardPageProps } from '../upstream/onward-page.tsx';
import { pageOfStep, pageUrl } from './step-pages.ts';
import { withApplication } from './way-back.ts';

const NONCE_BYTES = 16;

interface Context {
  readonly request: Request;
  readonly cardea: Cardea;
  /** Set-Cookie headers. */
  readonly cookies: readonly string[];
  /** Whether the browser comes from a form of another server: its policy may let the form lead to https alone. */
  readonly afterForeignForm?: boolean;
}

/**
 * On to an application that is not at an https address, where one more redirect would be held against the form that all of it
 * began with, and end on a blank page.
 */
const respondOnward = async ({ cookies, ...onward }: OnwardPageProps & Pick<Context, 'cookies'>): Promise<Response> => {
  const response = await respondPage(<OnwardPage {...onward} />, { cookies });
  response.headers.set('refresh', `0;url=${onward.url}`);
  return response;
};

/** Sends the answer to the application: in the URL by 303, or in a form of its own (`form_post`). */
const respondAnswer = async (answer: AuthorizationResponse, context: Context): Promise<Response> => {
  const { request, cardea, cookies: others, afterForeignForm = false } = context;
  const { browserState, redirectUri, parameters } = answer;
  const cookies = browserState === undefined ? others : [...others, cardea.cookies.state(browserState)];
  const isQuiet = answer.mode !== 'form_post' && (!afterForeignForm || redirectUri.startsWith('https:'));
  if (isQuiet) return seeOther(responseUrl(answer), cookies);
  const surroundings = await surroundingsFor(request, cardea);
  const application = redirectHost(redirectUri) ?? surroundings.language.messages.consent.thisDevice;
  if (answer.mode !== 'form_post')
    return respondOnward({ url: responseUrl(answer), application, surroundings, cookies });
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  return respondPage(
    <FormPostPage
      surroundings={surroundings}
      application={application}
      action={redirectUri}
      parameters={parameters}
      nonce={nonce}
    />,
    { nonce, leadsTo: redirectUri, cookies },
  );
};

/** On to the page of the next step, or back to the application. */
export const respondNext = async (next: FlowState | AuthorizationResponse, context: Context): Promise<Response> => {
  if (next.kind === 'response')
    return context.cardea.keptRefusals.sentBack(await respondAnswer(next, context), next.refusal);
  const root = issuerPath(context.cardea.settings.issuer);
  return seeOther(withApplication(pageUrl(root, pageOfStep(next), next.flow.id), next.client.id), context.cookies);
};

/** The same, with the sessions the browser has from now on. */
export const respondOutcome = ({ next, sessionHandles }: FlowOutcome, context: Context): Promise<Response> => {
  const { request, cardea, cookies } = context;
  const sessions = sessionHandles === undefined ? [] : sessionCookies(sessionHandles, request, cardea);
  return respondNext(next, { ...context, cookies: [...cookies, ...sessions] });
};
