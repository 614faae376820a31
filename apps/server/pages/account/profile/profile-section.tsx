import { isRefusal } from '@cardea/protocol';
import { PersonCard } from '../../frame/icons.tsx';
import type { AccountSection } from '../section.ts';
import { changeEmail, verifyEmail } from './email-actions.tsx';
import { ProfileContent } from './profile-content.tsx';
import { changedClaims, sentValues, valuesOf } from './profile-fields.ts';

export const profile: AccountSection = {
  name: 'profile',
  Icon: PersonCard,
  summary: 'What a person tells of themselves: the standard claims.',
  specification: 'OpenID Connect Core §5.1',
  async show({ visitor, surroundings, form, cardea }) {
    const { account } = visitor.person;
    return (
      <ProfileContent
        surroundings={surroundings}
        form={form}
        account={account}
        values={valuesOf(account)}
        email={cardea.mail && {}}
      />
    );
  },
  actions: {
    change_email: changeEmail,
    verify_email: verifyEmail,
    async save({ visitor, cardea, surroundings, form }, fields) {
      const { account } = visitor.person;
      const values = sentValues(fields);
      const wish = { version: Number(fields.get('version')), claims: changedClaims(values, account) };
      const refusal = await cardea.engine.selfService.changeProfile(visitor, wish);
      if (refusal === undefined) return { kind: 'done', notice: 'profile_saved' };
      const shown = { surroundings, form, email: cardea.mail && {} };
      if (refusal.code === 'self_service.profile') {
        const faults = refusal.detail?.fields;
        return {
          kind: 'refused',
          refusal,
          content: (
            <ProfileContent {...shown} account={account} values={values} faults={Array.isArray(faults) ? faults : []} />
          ),
        };
      }
      if (refusal.code !== 'self_service.changed_meanwhile') return refusal;
      const now = await cardea.engine.selfService.visitor(visitor.browser, account.id);
      if (isRefusal(now)) return now;
      const current = now.person.account;
      return {
        kind: 'refused',
        refusal,
        content: <ProfileContent {...shown} account={current} values={valuesOf(current)} hasChanged />,
      };
    },
  },
};
