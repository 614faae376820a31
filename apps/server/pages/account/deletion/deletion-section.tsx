import { isRefusal } from '@cardea/protocol';
import { sessionCookies } from '../../../cookies/session-cookies.ts';
import { issuerPath } from '../../../http/issuer-path.ts';
import { Bin } from '../../frame/icons.tsx';
import { seeOther } from '../../respond-page.ts';
import { GOODBYE_PATH } from '../account-urls.ts';
import { ConfirmFirst } from '../frame/confirm-first.tsx';
import { goodbyeQuery } from '../notice-proof.ts';
import type { AccountSection, SectionVisit } from '../section.ts';
import { DeletionContent } from './deletion-content.tsx';

const contentOf = ({ surroundings, form, cardea }: SectionVisit, fault?: string) => (
  <DeletionContent
    surroundings={surroundings}
    form={form}
    graceSeconds={cardea.settings.deletionGraceSeconds}
    fault={fault}
  />
);

export const deletion: AccountSection = {
  name: 'delete',
  Icon: Bin,
  summary: 'A person ends their account; they may keep it for a while by signing in.',
  specification: 'Design D12, GDPR Article 17',
  async show(visit) {
    const { visitor, cardea } = visit;
    return isRefusal(cardea.engine.selfService.fresh(visitor)) ? <ConfirmFirst {...visit} /> : contentOf(visit);
  },
  actions: {
    async delete(visit, fields) {
      const { visitor, cardea, surroundings } = visit;
      const { selfService } = cardea.engine;
      const fresh = selfService.fresh(visitor);
      if (isRefusal(fresh)) return fresh;
      const words = surroundings.language.messages.account.deletion;
      const ended = await selfService.scheduleDeletion(fresh, {
        username: fields.get('username') ?? '',
        language: surroundings.language.tag,
      });
      if (isRefusal(ended))
        return ended.code === 'self_service.last_owner'
          ? { kind: 'refused', refusal: ended, content: contentOf(visit, words.lastOwner) }
          : ended;
      if (ended.kind === 'name_differs') return { kind: 'mistyped', content: contentOf(visit, words.differs) };
      const query = goodbyeQuery(ended.deleteAt, visitor.browser.secret, cardea.digests);
      const location = `${issuerPath(cardea.settings.issuer)}${GOODBYE_PATH}?${query}`;
      return seeOther(location, sessionCookies(ended.sessionHandles, visit.request, cardea));
    },
  },
};
