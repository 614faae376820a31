import { isRefusal } from '@cardea/protocol';
import { Laptop } from '../../frame/icons.tsx';
import type { AccountSection } from '../section.ts';
import { DevicesContent } from './devices-content.tsx';

export const devices: AccountSection = {
  name: 'devices',
  Icon: Laptop,
  summary: 'Where a person is signed in; they sign out there.',
  specification: 'OWASP ASVS 7.5.2',
  async show({ visitor, cardea, surroundings, form }) {
    const sessions = await cardea.engine.selfService.sessions.list(visitor);
    const now = Math.floor(cardea.clock.nowMs() / 1000);
    return <DevicesContent surroundings={surroundings} form={form} sessions={sessions} now={now} />;
  },
  actions: {
    async end({ visitor, cardea }, fields) {
      const { sessions } = cardea.engine.selfService;
      const ended = await sessions.end(visitor, fields.get('session') ?? '');
      if (isRefusal(ended)) return ended;
      const left = visitor.people.filter((person) => person !== visitor.person).map(({ handle }) => handle);
      return {
        kind: 'done',
        notice: 'device_signed_out',
        sessionHandles: ended.isCurrent ? left : undefined,
      };
    },
    async end_others({ visitor, cardea }) {
      const refusal = await cardea.engine.selfService.sessions.endOthers(visitor);
      return refusal ?? { kind: 'done', notice: 'devices_signed_out' };
    },
  },
};
