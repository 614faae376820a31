import { isRefusal, type Refusal } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { readQuery } from '../http/read-parameters.ts';
import { respondLinked, respondLinkProblem } from '../pages/account/links/respond-linked.tsx';
import { presentBrowser } from '../pages/flow/browser.ts';
import { openForm } from '../pages/flow/open-form.ts';
import { respondNext, respondOutcome } from '../pages/flow/respond-next.tsx';
import { respondLoginPage } from '../pages/login/respond-login-page.tsx';
import { seeOther } from '../pages/respond-page.ts';
import { upstreamProblem } from '../pages/upstream/upstream-problem.ts';
import type { Endpoint, EndpointRequest, ShownRefusal } from './endpoint.ts';

type Answer = Promise<Response | Refusal | ShownRefusal>;

interface Failure {
  readonly flowId: string;
  readonly provider: string;
  readonly refusal: Refusal;
}

/** The sign-in page with what went wrong: every other way to sign in is still there. */
const showFailure = async (
  { flowId, provider, refusal }: Failure,
  incoming: EndpointRequest,
  cardea: Cardea,
): Answer => {
  const problem = upstreamProblem(refusal, provider);
  if (problem === undefined) return refusal;
  const { request } = incoming;
  const { browser } = presentBrowser(incoming, cardea);
  const next = await cardea.engine.flow.look(flowId, browser);
  if (isRefusal(next)) return next;
  if (next.kind === 'response') return respondNext(next, { request, cardea, cookies: [] });
  const shown = { request, browser, username: undefined, refusal, upstream: problem };
  return { refusal, response: await respondLoginPage(next, shown, cardea) };
};

const start = async (incoming: EndpointRequest, cardea: Cardea): Answer => {
  const form = await openForm(incoming, cardea, 'login_upstream');
  if (isRefusal(form)) return form;
  const { flowId, browser, fields } = form;
  const { flow } = cardea.engine;
  const providerId = fields.get('provider') ?? '';
  const url = await flow.startUpstream(flowId, browser, providerId);
  if (!isRefusal(url)) return seeOther(url);
  const provider = (await flow.offeredProviders()).find(({ id }) => id === providerId)?.name ?? providerId;
  return showFailure({ flowId, provider, refusal: url }, incoming, cardea);
};

/** The last part of the path: each provider has a redirect URI of its own. */
const providerOf = ({ url }: Request): string => new URL(url).pathname.split('/').at(-1) ?? '';

const finish = async (incoming: EndpointRequest, cardea: Cardea): Answer => {
  const { request } = incoming;
  const parameters = readQuery(request);
  if (isRefusal(parameters)) return parameters;
  const { browser } = presentBrowser(incoming, cardea);
  const answer = { providerId: providerOf(request), parameters };
  const outcome = await cardea.engine.flow.finishUpstream(answer, browser);
  if (isRefusal(outcome)) return outcome;
  switch (outcome.kind) {
    case 'entered':
      return respondOutcome(outcome.outcome, { request, cardea, cookies: [], afterForeignForm: true });
    case 'failed':
      return showFailure(outcome, incoming, cardea);
    case 'link':
      return outcome.refusal === undefined
        ? respondLinked(incoming, cardea)
        : respondLinkProblem({ ...outcome, refusal: outcome.refusal }, incoming, cardea);
  }
};

const shared = { crossOrigin: false, audience: 'people' } as const;

export const loginUpstream: Endpoint = {
  ...shared,
  name: 'login-upstream',
  path: () => '/login/upstream',
  methods: ['POST'],
  summary: 'Sends a person to an identity provider to sign in there.',
  specification: 'RFC 6749 §4.1.1',
  handle: start,
};

export const upstreamCallback: Endpoint = {
  ...shared,
  name: 'upstream-callback',
  path: () => '/login/upstream/callback/:provider',
  methods: ['GET'],
  summary: 'An identity provider sends a person back here; each has a redirect URI of its own.',
  specification: 'RFC 6749 §4.1.2, RFC 9207',
  handle: finish,
};
