import type { FlowState } from '@cardea/core';
import type { Refusal } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { retryAfterSeconds } from '../../http/respond.ts';
import { byMailUrl, isSignUpOn } from '../by-mail/by-mail-form.ts';
import { applicationName, isOwnPages } from '../flow/application-name.ts';
import { formTarget } from '../flow/form-target.ts';
import { respondPage } from '../respond-page.ts';
import { surroundingsFor } from '../surroundings.ts';
import { LoginPage, type LoginPageProps } from './login-page.tsx';
import { waitInWords } from './wait-in-words.ts';

interface Shown {
  readonly request: Request;
  /** What was typed before, or what the page begins with. */
  readonly username: string | undefined;
  readonly refusal?: Refusal;
}

/** The person who is to prove again who they are. */
const known = ({ step, person }: FlowState): string | undefined =>
  step.kind === 'login' && step.why === 'fresh' ? person?.account.username : undefined;

const problemOf = (refusal: Refusal | undefined, languageTag: string): LoginPageProps['problem'] => {
  if (refusal === undefined) return undefined;
  if (refusal.code !== 'login.too_many') return { kind: 'failed' };
  return { kind: 'too_many', wait: waitInWords(refusal.retryAfterSeconds ?? 1, languageTag) };
};

/** The sign-in page of a flow, with what was wrong where something was. */
export const respondLoginPage = async (
  state: FlowState,
  { request, username, refusal }: Shown,
  cardea: Cardea,
): Promise<Response> => {
  const { flow, client, step, people } = state;
  const surroundings = surroundingsFor(request, cardea, flow.request.uiLocales);
  const target = { request, flowId: flow.id };
  const problem = problemOf(refusal, surroundings.language.tag);
  const response = await respondPage(
    <LoginPage
      surroundings={surroundings}
      application={applicationName(client, surroundings.language)}
      form={formTarget('login', target, cardea)}
      cancel={people.length === 0 && isOwnPages(client) ? undefined : formTarget('cancel', target, cardea)}
      why={step.kind === 'login' ? step.why : 'nobody'}
      forgotUrl={cardea.mail === undefined ? undefined : byMailUrl(surroundings.root, 'forgot', flow.id)}
      signUpUrl={
        isSignUpOn(cardea) && people.length === 0 ? byMailUrl(surroundings.root, 'sign_up', flow.id) : undefined
      }
      username={username ?? flow.request.loginHint ?? known(state)}
      {...(problem === undefined ? {} : { problem })}
    />,
    // Not 401, which is an invitation to authenticate by HTTP (RFC 9110 §15.5.2)
    {
      status: refusal === undefined ? 200 : refusal.status === 401 ? 400 : refusal.status,
      leadsTo: flow.request.redirectUri,
    },
  );
  const retryAfter = refusal && retryAfterSeconds(refusal);
  if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter));
  return response;
};
