import type { Browser, FlowState } from '@cardea/core';
import type { Refusal } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { retryAfterSeconds } from '../../http/respond.ts';
import { dateInWords } from '../account/frame/moment.tsx';
import { areCodesOn, isSignUpOn } from '../by-mail/by-mail-form.ts';
import { byMailUrl } from '../by-mail/by-mail-paths.ts';
import { factorProblem } from '../factor/factor-problem.tsx';
import { applicationName, isOwnPages } from '../flow/application-name.ts';
import { formTarget } from '../flow/form-target.ts';
import { pageUrl } from '../flow/step-pages.ts';
import { respondPage } from '../respond-page.ts';
import { passkeyPageScript } from '../scripts/page-script.ts';
import { surroundingsFor } from '../surroundings.ts';
import type { UpstreamProblem } from '../upstream/upstream-problem.ts';
import { clientLinks } from './client-links.tsx';
import { LoginPage, type LoginPageProps } from './login-page.tsx';

interface Shown {
  readonly request: Request;
  readonly browser: Browser;
  /** What was typed before, or what the page begins with. */
  readonly username: string | undefined;
  readonly refusal?: Refusal;
  /** What went wrong at an identity provider. */
  readonly upstream?: UpstreamProblem | undefined;
}

/** The person who is to prove again who they are. */
const known = ({ step, person }: FlowState): string | undefined =>
  step.kind === 'login' && step.why === 'fresh' ? person?.account.username : undefined;

const problemOf = (refusal: Refusal | undefined, languageTag: string): LoginPageProps['problem'] => {
  const deleteAt = refusal?.code === 'login.deleting' ? refusal.detail?.deleteAt : undefined;
  if (typeof deleteAt === 'number') return { kind: 'deleting', date: dateInWords(deleteAt, languageTag) };
  const problem = factorProblem(refusal, languageTag);
  // Whatever was wrong with a passkey: nobody typed anything
  return problem !== undefined && refusal?.code.startsWith('factor.') ? { kind: 'passkey' } : problem;
};

/** The sign-in page of a flow, with what was wrong where something was. */
export const respondLoginPage = async (
  state: FlowState,
  { request, browser, username, refusal, upstream }: Shown,
  cardea: Cardea,
): Promise<Response> => {
  const { flow, client, step, people } = state;
  const surroundings = await surroundingsFor(request, cardea, flow.request);
  const target = { request, flowId: flow.id };
  const ceremony = await cardea.engine.flow.passkeyRequest('sign_in', state, browser);
  const script = ceremony && passkeyPageScript();
  const problem = upstream ? undefined : problemOf(refusal, surroundings.language.tag);
  const providers = await cardea.engine.flow.offeredProviders();
  const response = await respondPage(
    <LoginPage
      surroundings={surroundings}
      application={applicationName(client, surroundings.language)}
      form={formTarget('login', target, cardea)}
      cancel={people.length === 0 && isOwnPages(client) ? undefined : formTarget('cancel', target, cardea)}
      why={step.kind === 'login' ? step.why : 'nobody'}
      forgotUrl={cardea.mail === undefined ? undefined : byMailUrl(surroundings.root, 'forgot', flow.id)}
      codeUrl={areCodesOn(cardea) ? pageUrl(surroundings.root, '/login/code', flow.id) : undefined}
      signUpUrl={
        isSignUpOn(cardea) && people.length === 0 ? byMailUrl(surroundings.root, 'sign_up', flow.id) : undefined
      }
      text={surroundings.brand.signInTexts[surroundings.language.tag] ?? surroundings.brand.signInTexts['*']}
      clientLinks={clientLinks(client, surroundings.language)}
      username={username ?? flow.request.loginHint ?? known(state)}
      {...(problem === undefined ? {} : { problem })}
      upstreamProblem={upstream}
      upstream={{ form: formTarget('login_upstream', target, cardea), providers }}
      passkey={ceremony && script && { form: formTarget('login_passkey', target, cardea), ceremony, script }}
    />,
    // Not 401, which is an invitation to authenticate by HTTP (RFC 9110 §15.5.2)
    {
      status: refusal === undefined ? 200 : refusal.status === 401 ? 400 : refusal.status,
      leadsTo: [flow.request.redirectUri, ...providers.map(({ leadsTo }) => leadsTo)],
      nonce: script?.nonce,
    },
  );
  const retryAfter = refusal && retryAfterSeconds(refusal);
  if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter));
  return response;
};
