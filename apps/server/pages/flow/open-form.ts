import type { Browser } from '@cardea/core';
import { isRefusal, isSelector, type Parameters, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { readForm } from '../../http/read-parameters.ts';
import type { EndpointRequest } from '../../routes/endpoint.ts';
import { type FormName, isFormToken } from '../forms/form-token.ts';
import { isSameOrigin } from '../forms/same-origin.ts';
import { presentBrowser } from './browser.ts';

const MAX_SHOWN_CHARS = 200;

/** A form that a page of ours showed to this browser. */
export interface OwnForm {
  readonly browser: Browser;
  readonly fields: Parameters;
}

/** The same of a page of a flow. */
export interface OpenForm extends OwnForm {
  readonly flowId: string;
}

/** The fields of a form that a page of this origin sent. */
export const ownFields = async (
  { request }: EndpointRequest,
  { settings, readParameters }: Cardea,
  form: FormName,
): Promise<Parameters | Refusal> => {
  if (isSameOrigin(request, settings.issuer)) return readForm(request, readParameters);
  const { headers } = request;
  const origin = headers.get('origin')?.slice(0, MAX_SHOWN_CHARS);
  return refuse('flow.csrf', { form, origin, site: headers.get('sec-fetch-site') ?? undefined });
};

/** Proves that a form of no flow is ours, before anything is done with it (RFC 9700 §4.7). */
export const openOwnForm = async (
  incoming: EndpointRequest,
  cardea: Cardea,
  form: FormName,
): Promise<OwnForm | Refusal> => {
  const fields = await ownFields(incoming, cardea, form);
  if (isRefusal(fields)) return fields;
  const { browser } = presentBrowser(incoming, cardea);
  return isFormToken(fields.get('token'), cardea.digests, { secret: browser.secret, form })
    ? { browser, fields }
    : refuse('flow.csrf', { form });
};

/** Proves that a form of a flow is ours, before anything is done with it (RFC 9700 §4.7). */
export const openForm = async (
  incoming: EndpointRequest,
  cardea: Cardea,
  form: FormName,
): Promise<OpenForm | Refusal> => {
  const fields = await ownFields(incoming, cardea, form);
  if (isRefusal(fields)) return fields;
  const flowId = fields.get('flow');
  if (flowId === undefined || !isSelector(flowId)) return refuse('flow.unknown');
  const { browser } = presentBrowser(incoming, cardea);
  return isFormToken(fields.get('token'), cardea.digests, { secret: browser.secret, flowId, form })
    ? { flowId, browser, fields }
    : refuse('flow.csrf', { form, flow: flowId });
};
