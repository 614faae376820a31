import { type FlowState, type SignedIn, seconds } from '@cardea/core';
import { isRefusal, type Refusal } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { limitKey } from '../../proxy/ip-address.ts';
import type { EndpointRequest } from '../../routes/endpoint.ts';
import { askingClient } from '../consent/asking-client.ts';
import { scopesInWords } from '../consent/scope-words.ts';
import { formTarget } from '../flow/form-target.ts';
import { personNames } from '../flow/person-names.ts';
import { pageUrl } from '../flow/step-pages.ts';
import { respondPage } from '../respond-page.ts';
import { surroundingsFor } from '../surroundings.ts';
import { agoInWords } from './ago-in-words.ts';
import { DeviceConsentPage } from './device-consent-page.tsx';

export type ConsentState = FlowState & { readonly step: Extract<FlowState['step'], { kind: 'consent' }> };

/** The page where a person agrees to what a device asks for: what asks, for what, from where and since when. */
export const respondDeviceConsent = async (
  { flow, client, step, person }: ConsentState & { readonly person: SignedIn },
  { request, caller }: EndpointRequest,
  cardea: Cardea,
): Promise<Response | Refusal> => {
  const shown = await cardea.engine.flow.deviceOf(flow);
  if (isRefusal(shown)) return shown;
  const surroundings = await surroundingsFor(request, cardea, flow.request);
  const { messages, tag } = surroundings.language;
  return respondPage(
    <DeviceConsentPage
      surroundings={surroundings}
      client={askingClient(client, { tag, onThisDevice: false })}
      person={{ id: person.account.id, ...personNames(person.account) }}
      scopes={scopesInWords(step, { messages, registered: await cardea.stores.scopes.list() })}
      userCode={shown.userCode}
      address={shown.address}
      sameNetwork={limitKey(shown.address) === caller.network}
      ago={agoInWords(seconds(cardea.clock) - shown.askedAt, tag)}
      lasting={step.scopes.includes('offline_access')}
      form={formTarget('consent', { request, flowId: flow.id }, cardea)}
      switchUrl={pageUrl(surroundings.root, '/select-account', flow.id)}
    />,
  );
};
