import { randomBytes } from 'node:crypto';
import { type AuthorizationResponse, type FlowOutcome, type FlowState, responseUrl } from '@cardea/core';
import type { Cardea } from '../../cardea.ts';
import { sessionCookies } from '../../cookies/session-cookies.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import { redirectHost } from '../consent/redirect-host.ts';
import { FormPostPage } from '../form-post/form-post-page.tsx';
import { respondPage, seeOther } from '../respond-page.ts';
import { surroundingsFor } from '../surroundings.ts';
import { pageOfStep, pageUrl } from './step-pages.ts';
import { withApplication } from './way-back.ts';

const NONCE_BYTES = 16;

interface Context {
  readonly request: Request;
  readonly cardea: Cardea;
  /** Set-Cookie headers. */
  readonly cookies: readonly string[];
}

/** Sends the answer to the application: in the URL by 303, or in a form of its own (`form_post`). */
const respondAnswer = (
  answer: AuthorizationResponse,
  { request, cardea, cookies: others }: Context,
): Promise<Response> | Response => {
  const { browserState } = answer;
  const cookies = browserState === undefined ? others : [...others, cardea.cookies.state(browserState)];
  if (answer.mode !== 'form_post') return seeOther(responseUrl(answer), cookies);
  const surroundings = surroundingsFor(request, cardea);
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const { redirectUri, parameters } = answer;
  const application = redirectHost(redirectUri) ?? surroundings.language.messages.consent.thisDevice;
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
  if (next.kind === 'response') return respondAnswer(next, context);
  const root = issuerPath(context.cardea.settings.issuer);
  return seeOther(withApplication(pageUrl(root, pageOfStep(next), next.flow.id), next.client.id), context.cookies);
};

/** The same, with the sessions the browser has from now on. */
export const respondOutcome = ({ next, sessionHandles }: FlowOutcome, context: Context): Promise<Response> => {
  const { request, cardea, cookies } = context;
  const sessions = sessionHandles === undefined ? [] : sessionCookies(sessionHandles, request, cardea);
  return respondNext(next, { ...context, cookies: [...cookies, ...sessions] });
};
