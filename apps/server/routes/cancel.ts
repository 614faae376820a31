import { isRefusal } from '@cardea/protocol';
import { openForm } from '../pages/flow/open-form.ts';
import { respondOutcome } from '../pages/flow/respond-next.tsx';
import type { Endpoint } from './endpoint.ts';

export const cancel: Endpoint = {
  name: 'cancel',
  path: () => '/cancel',
  methods: ['POST'],
  crossOrigin: false,
  audience: 'people',
  summary: 'A person gives up a sign-in; the application is told.',
  specification: 'RFC 6749 §4.1.2.1',
  async handle(incoming, cardea) {
    const form = await openForm(incoming, cardea, 'cancel');
    if (isRefusal(form)) return form;
    const outcome = await cardea.engine.flow.cancel(form.flowId, form.browser);
    return isRefusal(outcome) ? outcome : respondOutcome(outcome, { request: incoming.request, cardea, cookies: [] });
  },
};
