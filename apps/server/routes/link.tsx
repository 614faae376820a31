import type { OpenLink, PasswordFault, Spent } from '@cardea/core';
import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../cardea.ts';
import { issuerPath } from '../http/issuer-path.ts';
import { readQuery } from '../http/read-parameters.ts';
import { byMailForm } from '../pages/by-mail/by-mail-form.ts';
import { byMailPaths } from '../pages/by-mail/by-mail-paths.ts';
import { ConfirmPage, LinkDonePage, PasswordPage } from '../pages/by-mail/link-page.tsx';
import { type OwnForm, openOwnForm } from '../pages/flow/open-form.ts';
import { respondOutcome } from '../pages/flow/respond-next.tsx';
import { pageOfStep, pageUrl } from '../pages/flow/step-pages.ts';
import { isolate } from '../pages/frame/isolate.ts';
import { respondPage } from '../pages/respond-page.ts';
import { languageAsked, surroundingsFor } from '../pages/surroundings.ts';
import type { Endpoint, EndpointRequest, ShownRefusal } from './endpoint.ts';

interface Context {
  readonly incoming: EndpointRequest;
  readonly cardea: Cardea;
}

/** What a link is for, as a form. Showing it spends nothing. */
const respondLink = async (
  { link, account }: OpenLink,
  { text, fault }: { readonly text: string; readonly fault?: PasswordFault | undefined },
  { incoming, cardea }: Context,
): Promise<Response> => {
  const surroundings = await surroundingsFor(incoming.request, cardea);
  const { byMail, account: accountWords } = surroundings.language.messages;
  const { target: form, cookies } = byMailForm('link', { incoming, flowId: undefined }, cardea);
  const shared = { surroundings, form, link: text };
  const email = isolate(link.email);
  const person = isolate(account?.username ?? link.email);
  const words = fault === undefined ? undefined : accountWords.password.faults[fault];
  const username = account?.username ?? link.email;
  const page = {
    verify_email: () => <ConfirmPage {...shared} {...byMail.verify} text={byMail.verify.text(email)} />,
    confirm_email: () => <ConfirmPage {...shared} {...byMail.newEmail} text={byMail.newEmail.text(email, person)} />,
    reset_password: () => (
      <PasswordPage
        {...shared}
        title={byMail.newPassword.title}
        submit={byMail.newPassword.submit}
        text={byMail.newPassword.text(person)}
        username={username}
        problem={words}
      />
    ),
    register: () => (
      <PasswordPage
        {...shared}
        {...byMail.createAccount}
        text={byMail.createAccount.text(email)}
        username={username}
        problem={words}
      />
    ),
  }[link.purpose]();
  return respondPage(page, { cookies, status: fault === undefined ? 200 : 400, alone: true });
};

const show = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal> => {
  const query = readQuery(incoming.request);
  if (isRefusal(query)) return query;
  const text = query.get('link') ?? '';
  const opened = await cardea.engine.accountMail.look(text);
  return isRefusal(opened) ? opened : respondLink(opened, { text }, { incoming, cardea });
};

/** It is done, and the person goes on where they began, where that was in this browser. */
const respondDone = async (
  { link }: OpenLink,
  { browser }: Pick<OwnForm, 'browser'>,
  { incoming, cardea }: Context,
): Promise<Response> => {
  const surroundings = await surroundingsFor(incoming.request, cardea);
  const { done, goOn } = surroundings.language.messages.byMail;
  const root = issuerPath(cardea.settings.issuer);
  const now = link.flowId === undefined ? undefined : await cardea.engine.flow.look(link.flowId, browser);
  const isOpen = now !== undefined && !isRefusal(now) && now.kind === 'step';
  const url = isOpen ? pageUrl(root, pageOfStep(now), now.flow.id) : `${root}/account`;
  const needsSignIn = link.purpose === 'reset_password' || link.purpose === 'register';
  return respondPage(
    <LinkDonePage
      surroundings={surroundings}
      {...done[link.purpose]}
      goOn={needsSignIn ? { url, label: goOn } : undefined}
    />,
    { alone: true },
  );
};

/** With the password just chosen, in the browser where it began, they are signed in: with all that a sign-in asks for. */
const signedIn = async (
  { account }: Spent,
  { opened, password, browser }: { readonly opened: OpenLink; readonly password: string } & Pick<OwnForm, 'browser'>,
  { incoming, cardea }: Context,
): Promise<Response | undefined> => {
  const { flowId } = opened.link;
  if (flowId === undefined) return undefined;
  const outcome = await cardea.engine.flow.signIn(flowId, browser, { username: account.username, password });
  return isRefusal(outcome) ? undefined : respondOutcome(outcome, { request: incoming.request, cardea, cookies: [] });
};

const submit = async (incoming: EndpointRequest, cardea: Cardea): Promise<Response | Refusal | ShownRefusal> => {
  const form = await openOwnForm(incoming, cardea, 'link');
  if (isRefusal(form)) return form;
  const { fields, browser } = form;
  const { accountMail } = cardea.engine;
  const context = { incoming, cardea };
  const text = fields.get('link') ?? '';
  const opened = await accountMail.look(text);
  if (isRefusal(opened)) return opened;
  const reader = { caller: incoming.caller, language: languageAsked(incoming.request).tag };
  const { purpose } = opened.link;
  if (purpose === 'verify_email' || purpose === 'confirm_email') {
    const spent = await accountMail.confirm(text, reader);
    return isRefusal(spent) ? spent : respondDone(opened, form, context);
  }
  const password = fields.get('new-password') ?? '';
  const spent = await accountMail.choosePassword(text, { ...reader, password });
  if (isRefusal(spent)) return spent;
  if (spent.kind === 'password_refused') {
    const refusal = refuse('link.password', { fault: spent.fault });
    return { refusal, response: await respondLink(opened, { text, fault: spent.fault }, context) };
  }
  return (await signedIn(spent, { opened, password, browser }, context)) ?? respondDone(opened, form, context);
};

export const link: Endpoint = {
  name: 'link',
  path: () => byMailPaths.link,
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  summary: 'The page that the links of mails lead to; its form does what the link is for, once.',
  specification: 'Design D5',
  handle: (incoming, cardea) => (incoming.request.method === 'POST' ? submit : show)(incoming, cardea),
};
