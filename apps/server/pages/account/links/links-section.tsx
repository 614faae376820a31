import { isRefusal, type Parameters, type Refusal } from '@cardea/protocol';
import { Links } from '../../frame/icons.tsx';
import { seeOther } from '../../respond-page.ts';
import { type UpstreamProblem, upstreamProblem } from '../../upstream/upstream-problem.ts';
import type { AccountSection, ActionResult, SectionVisit } from '../section.ts';
import { LinksContent } from './links-content.tsx';

/** What stands under the heading, with what went wrong where something did. */
export const linksContent = async (
  { visitor, cardea, surroundings, form }: SectionVisit,
  problem?: UpstreamProblem,
) => (
  <LinksContent
    surroundings={surroundings}
    form={form}
    links={await cardea.engine.selfService.links.list(visitor)}
    now={Math.floor(cardea.clock.nowMs() / 1000)}
    problem={problem}
  />
);

const nameOf = async ({ visitor, cardea }: SectionVisit, providerId: string): Promise<string> =>
  (await cardea.engine.selfService.links.list(visitor)).find(({ provider }) => provider.id === providerId)?.provider
    .name ?? providerId;

const refused = async (visit: SectionVisit, fields: Parameters, refusal: Refusal): Promise<ActionResult> => {
  const problem = upstreamProblem(refusal, await nameOf(visit, fields.get('provider') ?? ''));
  return problem ? { kind: 'refused', refusal, content: await linksContent(visit, problem) } : refusal;
};

export const links: AccountSection = {
  name: 'links',
  Icon: Links,
  summary: 'A person links their account to identity providers, and takes links away; both take a fresh sign-in.',
  specification: 'RFC 9700 §4.7',
  leadsTo: async ({ cardea }) => (await cardea.engine.flow.offeredProviders()).map((provider) => provider.leadsTo),
  show: (visit) => linksContent(visit),
  actions: {
    async link(visit, fields) {
      const { selfService } = visit.cardea.engine;
      const fresh = selfService.fresh(visit.visitor);
      if (isRefusal(fresh)) return fresh;
      const url = await selfService.links.start(fresh, fields.get('provider') ?? '');
      return isRefusal(url) ? refused(visit, fields, url) : seeOther(url);
    },
    async unlink(visit, fields) {
      const { selfService } = visit.cardea.engine;
      const fresh = selfService.fresh(visit.visitor);
      if (isRefusal(fresh)) return fresh;
      const refusal = await selfService.links.remove(fresh, fields.get('provider') ?? '');
      return refusal ? refused(visit, fields, refusal) : { kind: 'done', notice: 'sign_in_unlinked' };
    },
  },
};
