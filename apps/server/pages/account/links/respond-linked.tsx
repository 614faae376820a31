import { isRefusal, type Refusal } from '@cardea/protocol';
import type { Cardea } from '../../../cardea.ts';
import { issuerPath } from '../../../http/issuer-path.ts';
import type { EndpointRequest, ShownRefusal } from '../../../routes/endpoint.ts';
import { presentBrowser } from '../../flow/browser.ts';
import { seeOther } from '../../respond-page.ts';
import { upstreamProblem } from '../../upstream/upstream-problem.ts';
import { sectionPath } from '../account-urls.ts';
import { provenNotice } from '../notice-proof.ts';
import { respondSection, respondSignIn, sectionVisit } from '../respond-account.tsx';
import { links, linksContent } from './links-section.tsx';

type Answer = Promise<Response | Refusal | ShownRefusal>;

/** Back to the section, which says that it is done. */
export const respondLinked = async (incoming: EndpointRequest, cardea: Cardea): Answer => {
  const { browser } = presentBrowser(incoming, cardea);
  const visitor = await cardea.engine.selfService.visitor(browser);
  const path = issuerPath(cardea.settings.issuer) + sectionPath(links.name);
  if (isRefusal(visitor)) return seeOther(path);
  const told = { secret: browser.secret, accountId: visitor.person.account.id };
  return seeOther(`${path}?done=${provenNotice('sign_in_linked', told, cardea.digests)}`);
};

/** The section, with why the account is not linked. */
export const respondLinkProblem = async (
  { provider, refusal }: { readonly provider: string; readonly refusal: Refusal },
  incoming: EndpointRequest,
  cardea: Cardea,
): Answer => {
  const visitor = await cardea.engine.selfService.visitor(presentBrowser(incoming, cardea).browser);
  if (isRefusal(visitor)) return respondSignIn({ returnPath: sectionPath(links.name) }, incoming, cardea);
  const problem = upstreamProblem(refusal, provider);
  if (problem === undefined) return refusal;
  const visit = await sectionVisit(links, { visitor, request: incoming.request }, cardea);
  const content = await linksContent(visit, problem);
  return { refusal, response: await respondSection(links, visit, { content, status: refusal.status }) };
};
