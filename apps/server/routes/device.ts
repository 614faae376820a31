import { isRefusal, type Refusal } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { readQuery } from '../http/read-parameters.ts';
import { respondDeviceDone, respondDevicePage } from '../pages/device/respond-device.tsx';
import { presentBrowser } from '../pages/flow/browser.ts';
import { openOwnForm } from '../pages/flow/open-form.ts';
import { respondOutcome } from '../pages/flow/respond-next.tsx';
import type { Endpoint, EndpointRequest, ShownRefusal } from './endpoint.ts';

const MAX_SHOWN_CHARS = 64;

const show = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const { request } = incoming;
  const query = readQuery(request);
  if (isRefusal(query)) return query;
  const done = query.get('done');
  if (done === 'allowed' || done === 'denied') return respondDeviceDone(request, done, cardea);
  const present = presentBrowser(incoming, cardea);
  // RFC 8628 §3.3.1: only filled in; the person still sends it, and agrees on the next page
  const typed = query.get('user_code')?.slice(0, MAX_SHOWN_CHARS);
  return respondDevicePage(request, { present, typed, came: 'by address' }, cardea);
};

const submit = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal | ShownRefusal> => {
  const form = await openOwnForm(incoming, cardea, 'device');
  if (isRefusal(form)) return form;
  const { request } = incoming;
  const typed = form.fields.get('user_code') ?? '';
  const outcome = await cardea.engine.flow.beginDevice(typed, form.browser);
  if (!isRefusal(outcome)) return respondOutcome(outcome, { request, cardea, cookies: [] });
  if (outcome.code !== 'device.user_code' && outcome.code !== 'device.guesses') return outcome;
  const present = presentBrowser(incoming, cardea);
  const shown = { present, typed: typed.slice(0, MAX_SHOWN_CHARS), came: 'by hand', refusal: outcome } as const;
  return { refusal: outcome, response: await respondDevicePage(request, shown, cardea) };
};

export const device: Endpoint = {
  name: 'device',
  path: () => '/device',
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  summary: 'The page where a person types the code that a device shows, and is told what came of it.',
  specification: 'RFC 8628 §3.3',
  handle: (incoming, cardea) => (incoming.request.method === 'POST' ? submit : show)(incoming, cardea),
};
