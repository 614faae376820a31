import { type Browser, type FactorName, type FlowState, isFactorName } from '@cardea/core';
import { type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { retryAfterSeconds } from '../../http/respond.ts';
import { applicationName } from '../flow/application-name.ts';
import { formTarget } from '../flow/form-target.ts';
import { personNames } from '../flow/person-names.ts';
import { pageUrl } from '../flow/step-pages.ts';
import { respondPage } from '../respond-page.ts';
import { passkeyPageScript } from '../scripts/page-script.ts';
import { surroundingsFor } from '../surroundings.ts';
import { FactorPage } from './factor-page.tsx';
import { factorProblem } from './factor-problem.tsx';

interface Shown {
  readonly request: Request;
  readonly browser: Browser;
  /** What the person would rather give. */
  readonly use: string | undefined;
  readonly refusal?: Refusal | undefined;
  /** Whether a code by mail is on its way. */
  readonly isSent?: boolean;
}

const chosen = (use: string | undefined, there: readonly FactorName[]): FactorName => {
  if (use !== undefined && isFactorName(use) && there.includes(use)) return use;
  const [first = 'totp'] = there;
  return first;
};

/** The page of a second factor, with what was wrong where something was. */
export const respondFactorPage = async (
  state: FlowState,
  { request, browser, use: wish, refusal, isSent = false }: Shown,
  cardea: Cardea,
): Promise<Response | Refusal> => {
  const { flow, client, step, subject } = state;
  if (step.kind !== 'second_factor' || subject === undefined) return refuse('flow.unknown', { step: step.kind });
  const use = chosen(wish, step.factors);
  const ceremony =
    use === 'passkey' ? await cardea.engine.flow.passkeyRequest('second_factor', state, browser) : undefined;
  const script = ceremony && passkeyPageScript();
  const surroundings = await surroundingsFor(request, cardea, flow.request);
  const target = { request, flowId: flow.id };
  const here = pageUrl(surroundings.root, '/login/factor', flow.id);
  const response = await respondPage(
    <FactorPage
      surroundings={surroundings}
      application={applicationName(client, surroundings.language)}
      name={personNames(subject).name}
      why={step.why}
      use={use}
      isSent={isSent}
      others={step.factors
        .filter((factor) => factor !== use)
        .map((factor) => ({ factor, url: `${here}&use=${factor}` }))}
      form={formTarget('second_factor', target, cardea)}
      cancel={formTarget('cancel', target, cardea)}
      otherUrl={`${pageUrl(surroundings.root, '/login', flow.id)}&other=yes`}
      passkey={ceremony && script && { ceremony, script }}
      problem={factorProblem(refusal, surroundings.language.tag)}
    />,
    {
      // Not 401, which is an invitation to authenticate by HTTP (RFC 9110 §15.5.2)
      status: refusal === undefined ? 200 : refusal.status === 401 ? 400 : refusal.status,
      leadsTo: flow.request.redirectUri,
      nonce: script?.nonce,
    },
  );
  const retryAfter = refusal && retryAfterSeconds(refusal);
  if (retryAfter !== undefined) response.headers.set('retry-after', String(retryAfter));
  return response;
};
