import type { Browser } from '@cardea/core';
import { isRefusal, isSelector, type Parameters, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { readForm } from '../../http/read-parameters.ts';
import type { EndpointRequest } from '../../routes/endpoint.ts';
import { type FormName, isFormToken } from '../forms/form-token.ts';
import { isSameOrigin } from '../forms/same-origin.ts';
import { presentBrowser } from './browser.ts';

/** A form that a page of this flow showed to this browser. */
export interface OpenForm {
  readonly flowId: string;
  readonly browser: Browser;
  readonly fields: Parameters;
}

/** Proves that a form is ours, before anything is done with it (RFC 9700 §4.7). */
export const openForm = async (
  incoming: EndpointRequest,
  cardea: Cardea,
  form: FormName,
): Promise<OpenForm | Refusal> => {
  const { request } = incoming;
  if (!isSameOrigin(request, cardea.settings.issuer)) {
    const { headers } = request;
    const origin = headers.get('origin')?.slice(0, 200);
    return refuse('flow.csrf', { form, origin, site: headers.get('sec-fetch-site') ?? undefined });
  }
  const fields = await readForm(request, cardea.readParameters);
  if (isRefusal(fields)) return fields;
  const flowId = fields.get('flow');
  if (flowId === undefined || !isSelector(flowId)) return refuse('flow.unknown');
  const { browser } = presentBrowser(incoming, cardea);
  const { secret } = browser;
  return isFormToken(fields.get('token'), cardea.digests, { secret, flowId, form })
    ? { flowId, browser, fields }
    : refuse('flow.csrf', { form, flow: flowId });
};
