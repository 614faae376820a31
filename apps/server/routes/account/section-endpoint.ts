import { isRefusal, type Refusal, refuse } from '@cardea/protocol';
import type { Cardea } from '../../cardea.ts';
import { sessionCookies } from '../../cookies/session-cookies.ts';
import { issuerPath } from '../../http/issuer-path.ts';
import { readQuery } from '../../http/read-parameters.ts';
import { confirmPath, sectionPath } from '../../pages/account/account-urls.ts';
import { provenNotice, readNotice } from '../../pages/account/notice-proof.ts';
import { openAccountForm } from '../../pages/account/open-account-form.ts';
import { respondSection, respondSignIn, sectionVisit } from '../../pages/account/respond-account.tsx';
import type { AccountSection, ActionDone, ActionResult, SectionVisit } from '../../pages/account/section.ts';
import { presentBrowser } from '../../pages/flow/browser.ts';
import type { AccountNotice } from '../../pages/languages/account/messages.ts';
import { seeOther } from '../../pages/respond-page.ts';
import type { Endpoint, EndpointRequest, ShownRefusal } from '../endpoint.ts';

type Answer = Promise<Response | Refusal | ShownRefusal>;

/** Whom the proof of a notice is for. */
const told = ({ visitor }: SectionVisit) => ({
  secret: visitor.browser.secret,
  accountId: visitor.person.account.id,
});

const show = async (section: AccountSection, incoming: EndpointRequest, cardea: Cardea): Answer => {
  const query = readQuery(incoming.request);
  if (isRefusal(query)) return query;
  const visitor = await cardea.engine.selfService.visitor(presentBrowser(incoming, cardea).browser);
  if (isRefusal(visitor)) return respondSignIn({ returnPath: sectionPath(section.name) }, incoming, cardea);
  const visit = await sectionVisit(section, { visitor, request: incoming.request }, cardea);
  const { notices } = visit.surroundings.language.messages.account;
  const known = (name: string): name is AccountNotice => Object.hasOwn(notices, name);
  const notice = readNotice(query.get('done'), told(visit), { digests: cardea.digests, known });
  return respondSection(section, visit, { content: await section.show(visit), notice });
};

const done = (section: AccountSection, visit: SectionVisit, { notice, sessionHandles }: ActionDone): Response => {
  const { digests, settings } = visit.cardea;
  const query = notice === undefined ? '' : `?done=${provenNotice(notice, told(visit), digests)}`;
  const location = issuerPath(settings.issuer) + sectionPath(section.name) + query;
  return seeOther(
    location,
    sessionHandles === undefined ? [] : sessionCookies(sessionHandles, visit.request, visit.cardea),
  );
};

const answer = async (section: AccountSection, visit: SectionVisit, result: ActionResult): Answer => {
  if (result instanceof Response) return result;
  if (isRefusal(result)) {
    const mustConfirm = result.code === 'self_service.not_fresh';
    const root = issuerPath(visit.cardea.settings.issuer);
    return mustConfirm ? { refusal: result, response: seeOther(root + confirmPath(section.name)) } : result;
  }
  if (result.kind === 'done') return done(section, visit, result);
  if (result.kind === 'shown') {
    const { content, sessionHandles } = result;
    const cookies = sessionHandles === undefined ? [] : sessionCookies(sessionHandles, visit.request, visit.cardea);
    return respondSection(section, visit, { content, cookies });
  }
  if (result.kind === 'mistyped') return respondSection(section, visit, { content: result.content, status: 400 });
  const { refusal, content } = result;
  // Not 401, which is an invitation to authenticate by HTTP (RFC 9110 §15.5.2)
  const status = refusal.status === 401 ? 400 : refusal.status;
  return { refusal, response: await respondSection(section, visit, { content, status }) };
};

const submit = async (section: AccountSection, incoming: EndpointRequest, cardea: Cardea): Answer => {
  const form = await openAccountForm(incoming, cardea, section.name);
  if (isRefusal(form)) return form;
  const { browser, fields, accountId } = form;
  const action = fields.get('do') ?? '';
  const act = Object.hasOwn(section.actions, action) ? section.actions[action] : undefined;
  if (act === undefined) return refuse('request.parameter_invalid', { parameter: 'do' });
  const visitor = await cardea.engine.selfService.visitor(browser, accountId);
  // Whoever the form was shown to has left meanwhile: nobody else's account is changed instead
  if (isRefusal(visitor)) return respondSignIn({ returnPath: sectionPath(section.name), accountId }, incoming, cardea);
  const visit = await sectionVisit(section, { visitor, request: incoming.request }, cardea);
  return answer(section, visit, await act(visit, fields));
};

/** The page of one section, and where its forms go. */
export const sectionEndpoint = (section: AccountSection): Endpoint => ({
  name: `account-${section.name}`,
  path: () => sectionPath(section.name),
  methods: ['GET', 'POST'],
  crossOrigin: false,
  audience: 'people',
  summary: section.summary,
  specification: section.specification,
  handle: (incoming, cardea) => (incoming.request.method === 'POST' ? submit : show)(section, incoming, cardea),
});
