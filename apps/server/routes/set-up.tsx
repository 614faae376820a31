import type { OwnerProblem } from '@cardea/core';
import { isRefusal, type Parameters, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { issuerPath } from '../http/issuer-path.ts';
import { readQuery } from '../http/read-parameters.ts';
import { LinkDonePage } from '../pages/by-mail/link-page.tsx';
import { FirstOwnerPage, type TypedOwner } from '../pages/first-owner/first-owner-page.tsx';
import { presentBrowser } from '../pages/flow/browser.ts';
import { type OwnForm, openOwnForm } from '../pages/flow/open-form.ts';
import { respondOutcome } from '../pages/flow/respond-next.tsx';
import { formToken } from '../pages/forms/form-token.ts';
import { respondPage } from '../pages/respond-page.ts';
import { surroundingsFor } from '../pages/surroundings.ts';
import type { Endpoint, EndpointRequest, ShownRefusal } from './endpoint.ts';

const PATH = '/setup';
const TO_CONSOLE = '/admin/sign-in';
const MAX_NAME_CHARS = 320;

interface Shown {
  readonly link: string;
  readonly typed: TypedOwner;
  readonly problem?: OwnerProblem | undefined;
}

const respondForm = async (
  { link, typed, problem }: Shown,
  incoming: EndpointRequest,
  cardea: Cardea,
): Promise<Response> => {
  const { browser, cookies } = presentBrowser(incoming, cardea);
  const { issuer } = cardea.settings;
  const token = formToken(cardea.digests, { secret: browser.secret, form: 'first_owner' });
  return respondPage(
    <FirstOwnerPage
      surroundings={await surroundingsFor(incoming.request, cardea)}
      place={new URL(issuer).host}
      form={{ action: issuerPath(issuer) + PATH, token }}
      link={link}
      typed={typed}
      problem={problem}
    />,
    { cookies, status: problem === undefined ? 200 : 400, alone: true },
  );
};

const show = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const query = readQuery(incoming.request);
  if (isRefusal(query)) return query;
  const link = query.get('link') ?? '';
  const refused = await cardea.engine.setUp.look(link);
  return refused ?? respondForm({ link, typed: { username: '', email: '' } }, incoming, cardea);
};

/** The owner is there, and signs in at the console by themselves: this sign-in did not go through. */
const respondDone = async ({ request }: EndpointRequest, cardea: Cardea): Promise<Response> => {
  const surroundings = await surroundingsFor(request, cardea);
  const { title, text, goOn } = surroundings.language.messages.firstOwner.done;
  const url = issuerPath(cardea.settings.issuer) + TO_CONSOLE;
  return respondPage(
    <LinkDonePage surroundings={surroundings} title={title} text={text} goOn={{ url, label: goOn }} />,
    { alone: true },
  );
};

interface Owned {
  readonly accountId: string;
  readonly username: string;
  readonly password: string;
  readonly browser: OwnForm['browser'];
}

/** Signed in with the password just chosen, with all that a sign-in asks for, on the way to the console. */
const signedIn = async (
  { accountId, username, password, browser }: Owned,
  { request }: EndpointRequest,
  cardea: Cardea,
): Promise<Response | undefined> => {
  const { flow } = cardea.engine;
  const returnUrl = cardea.settings.issuer + TO_CONSOLE;
  const begun = await flow.beginOwn({ returnUrl, prompt: 'login', accountId }, browser);
  if (isRefusal(begun) || begun.next.kind !== 'step') return undefined;
  const outcome = await flow.signIn(begun.next.flow.id, browser, { username, password });
  return isRefusal(outcome) ? undefined : respondOutcome(outcome, { request, cardea, cookies: [] });
};

/** An address that was left empty is none. */
const typedIn = (fields: Parameters): TypedOwner => ({
  username: (fields.get('username') ?? '').trim().slice(0, MAX_NAME_CHARS),
  email: (fields.get('email') ?? '').trim().slice(0, MAX_NAME_CHARS),
});

const submit = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal | ShownRefusal> => {
  const form = await openOwnForm(incoming, cardea, 'first_owner');
  if (isRefusal(form)) return form;
  const { fields, browser } = form;
  const link = fields.get('link') ?? '';
  const password = fields.get('new-password') ?? '';
  const typed = typedIn(fields);
  const owner = { username: typed.username, email: typed.email || undefined, password };
  const outcome = await cardea.engine.setUp.finish(link, owner, incoming.caller);
  if (isRefusal(outcome)) return outcome;
  if (outcome.kind === 'owned') {
    const { accountId, username } = outcome;
    return (
      (await signedIn({ accountId, username, password, browser }, incoming, cardea)) ?? respondDone(incoming, cardea)
    );
  }
  const { problem } = outcome;
  return {
    refusal: refuse('set_up.owner', { problem }),
    response: await respondForm({ link, typed, problem }, incoming, cardea),
  };
};

export const setUp: Endpoint = {
  name: 'set-up',
  path: () => PATH,
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  summary: 'The page where a server without an owner gets one, by the link that its first screen shows.',
  specification: 'Design D5',
  handle: (incoming, cardea) => (incoming.request.method === 'POST' ? submit : show)(incoming, cardea),
};
