import { randomBytes } from 'node:crypto';
import type { LogoutDone, LogoutQuestion, SignedIn } from '@cardea/core';
import type { Cardea } from '../../cardea.ts';
import { sessionCookies } from '../../cookies/session-cookies.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import type { ShownRefusal } from '../../routes/endpoint.ts';
import { redirectHost } from '../consent/redirect-host.ts';
import type { PresentBrowser } from '../flow/browser.ts';
import { personNames } from '../flow/person-names.ts';
import { formToken } from '../forms/form-token.ts';
import type { ShownPerson } from '../frame/person.tsx';
import { respondPage, seeOther } from '../respond-page.ts';
import { surroundingsFor } from '../surroundings.ts';
import { LogoutDonePage, type LogoutDonePageProps } from './logout-done-page.tsx';
import { LogoutFramesPage } from './logout-frames-page.tsx';
import { LogoutPage } from './logout-page.tsx';

type LogoutRequest = LogoutQuestion['request'];

const pathOf = ({ settings }: Pick<Cardea, 'settings'>): string => `${issuerPath(settings.issuer)}/logout`;

const shown = ({ session, account }: SignedIn): ShownPerson => ({ sessionId: session.id, ...personNames(account) });

const locales = ({ uiLocales }: Pick<LogoutRequest, 'uiLocales'>): readonly (readonly [string, string])[] =>
  uiLocales.length === 0 ? [] : [['ui_locales', uiLocales.join(' ')]];

/** Whose pages they are. */
const askedBy = ({ uiLocales, client }: LogoutRequest) => ({ uiLocales, clientId: client?.id });

/** What is believed of a request, without the ID token: an address that is shown and kept in histories says nothing about a person. */
const believed = (request: LogoutRequest): readonly (readonly [string, string])[] => {
  const { client, returnTo, state } = request;
  return [
    ...(client === undefined ? [] : ([['client_id', client.id]] as const)),
    ...(returnTo === undefined ? [] : ([['post_logout_redirect_uri', returnTo]] as const)),
    ...(returnTo === undefined || state === undefined ? [] : ([['state', state]] as const)),
    ...locales(request),
  ];
};

const urlWith = (path: string, parameters: readonly (readonly [string, string])[]): string => {
  const query = new URLSearchParams(parameters.map(([name, value]) => [name, value])).toString();
  return query === '' ? path : `${path}?${query}`;
};

/** The operator is told what was not believed; the person goes on without it. */
export const withDoubt = (response: Response, { doubt }: LogoutRequest): Response | ShownRefusal =>
  doubt === undefined ? response : { refusal: doubt, response };

/** On to the page that asks. */
export const toQuestion = ({ request, people, about }: LogoutQuestion, cookies: readonly string[], cardea: Cardea) => {
  // Which of several is meant is not to be lost with the ID token
  const hint = about !== undefined && people.length > 1 ? ([['logout_hint', about.session.sid]] as const) : [];
  return seeOther(urlWith(pathOf(cardea), [...believed(request), ...hint]), cookies);
};

/** Without a script the page goes on by itself after so long. */
const REFRESH_SECONDS = 5;
const NONCE_BYTES = 16;

const respondFrames = async (
  { request, frames }: LogoutDone,
  {
    incoming,
    cookies,
    target,
  }: { readonly incoming: Request; readonly cookies: readonly string[]; readonly target: string },
  cardea: Cardea,
): Promise<Response> => {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const surroundings = await surroundingsFor(incoming, cardea, askedBy(request));
  const origins = [...new Set(frames.map((url) => new URL(url).origin))];
  const page = <LogoutFramesPage surroundings={surroundings} frames={frames} target={target} nonce={nonce} />;
  const response = await respondPage(page, { nonce, frames: origins, cookies });
  response.headers.set('refresh', `${REFRESH_SECONDS}; url=${target}`);
  return response;
};

/** Back to the application, or to the page that says that it is done; by way of the applications that are to be told. */
export const toEnd = async (done: LogoutDone, incoming: Request, cardea: Cardea): Promise<Response> => {
  const { request, returnUrl, sessionHandles, frames } = done;
  const cookies = sessionHandles === undefined ? [] : sessionCookies(sessionHandles, incoming, cardea);
  const target = returnUrl ?? urlWith(pathOf(cardea), [['done', 'yes'], ...locales(request)]);
  return frames.length === 0 ? seeOther(target, cookies) : respondFrames(done, { incoming, cookies, target }, cardea);
};

export const toStayed = (uiLocales: string | undefined, cardea: Cardea): Response =>
  seeOther(
    urlWith(pathOf(cardea), [['done', 'no'], ...(uiLocales === undefined ? [] : [['ui_locales', uiLocales] as const])]),
  );

export const respondQuestion = async (
  { request, people, about }: LogoutQuestion,
  { incoming, present }: { readonly incoming: Request; readonly present: PresentBrowser },
  cardea: Cardea,
): Promise<Response> => {
  const surroundings = await surroundingsFor(incoming, cardea, askedBy(request));
  const { browser, cookies } = present;
  const { returnTo } = request;
  const { thisDevice } = surroundings.language.messages.consent;
  return respondPage(
    <LogoutPage
      surroundings={surroundings}
      application={request.client?.name}
      people={(about === undefined ? people : [about]).map(shown)}
      returnsTo={returnTo === undefined ? undefined : (redirectHost(returnTo) ?? thisDevice)}
      form={{
        action: pathOf(cardea),
        token: formToken(cardea.digests, { secret: browser.secret, form: 'logout' }),
      }}
      request={believed(request)}
    />,
    { cookies, ...(returnTo === undefined ? {} : { leadsTo: returnTo }) },
  );
};

interface DoneView extends Pick<LogoutDonePageProps, 'outcome'> {
  /** Who is signed in on this browser now. */
  readonly people: readonly SignedIn[];
  readonly uiLocales: readonly string[];
}

export const respondDone = async (
  incoming: Request,
  { outcome, people, uiLocales }: DoneView,
  cardea: Cardea,
): Promise<Response> =>
  respondPage(
    <LogoutDonePage
      surroundings={await surroundingsFor(incoming, cardea, { uiLocales })}
      outcome={outcome}
      people={people.map(shown)}
      logoutUrl={pathOf(cardea)}
    />,
  );
