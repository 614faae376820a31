import type { Browser, FlowState } from '@cardea/core';
import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { factorProblem } from '../factor/factor-problem.tsx';
import { applicationName } from '../flow/application-name.ts';
import { formTarget } from '../flow/form-target.ts';
import { respondPage } from '../respond-page.ts';
import { passkeyPageScript } from '../scripts/page-script.ts';
import { surroundingsFor } from '../surroundings.ts';
import { SetupPage } from './setup-page.tsx';

interface Shown {
  readonly request: Request;
  readonly browser: Browser;
  /** Of the offer that was shown before: who has scanned it need not do so again. */
  readonly box?: string | undefined;
  readonly refusal?: Refusal | undefined;
}

/** The page where a second factor is set up within a flow, with what was wrong where something was. */
export const respondSetupPage = async (
  state: FlowState,
  { request, browser, box, refusal }: Shown,
  cardea: Cardea,
): Promise<Response | Refusal> => {
  const { flow, client, step } = state;
  if (step.kind !== 'enrol_factor') return refuse('flow.unknown', { step: step.kind });
  const offers = await cardea.engine.flow.offers(state, browser, box);
  if (isRefusal(offers)) return offers;
  const script = offers.passkey && passkeyPageScript();
  const surroundings = await surroundingsFor(request, cardea, flow.request);
  const target = { request, flowId: flow.id };
  return respondPage(
    <SetupPage
      surroundings={surroundings}
      application={applicationName(client, surroundings.language)}
      optional={step.optional}
      totp={offers.totp}
      passkey={offers.passkey && script && { ceremony: offers.passkey, script }}
      form={formTarget('enrol_factor', target, cardea)}
      cancel={formTarget('cancel', target, cardea)}
      problem={factorProblem(refusal, surroundings.language.tag)}
    />,
    {
      status: refusal === undefined ? 200 : refusal.status === 401 ? 400 : refusal.status,
      leadsTo: flow.request.redirectUri,
      nonce: script?.nonce,
    },
  );
};
