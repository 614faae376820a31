import { Apps } from '../../frame/icons.tsx';
import type { AccountSection } from '../section.ts';
import { ApplicationsContent } from './applications-content.tsx';

export const applications: AccountSection = {
  name: 'applications',
  Icon: Apps,
  summary: 'What applications a person has allowed what; they take it back there.',
  specification: 'OWASP ASVS 10.7.3',
  async show({ visitor, cardea, surroundings, form }) {
    const found = await cardea.engine.selfService.applications.list(visitor);
    const registered = await cardea.stores.scopes.list();
    const now = Math.floor(cardea.clock.nowMs() / 1000);
    return (
      <ApplicationsContent
        surroundings={surroundings}
        form={form}
        applications={found}
        registered={registered}
        now={now}
      />
    );
  },
  actions: {
    async revoke({ visitor, cardea }, fields) {
      const refusal = await cardea.engine.selfService.applications.revoke(visitor, fields.get('application') ?? '');
      return refusal ?? { kind: 'done', notice: 'application_revoked' };
    },
  },
};
