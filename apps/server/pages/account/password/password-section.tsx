import { isRefusal, type Refusal } from '@cardea/protocol';
import { Key } from '../../frame/icons.tsx';
import { waitInWords } from '../../login/wait-in-words.ts';
import { ConfirmFirst } from '../frame/confirm-first.tsx';
import type { AccountSection, ActionResult, SectionVisit } from '../section.ts';
import { PasswordContent, type PasswordFaults } from './password-content.tsx';

const MAX_PASSWORD_CHARS = 1024; // Design D6

const contentOf = ({ visitor, surroundings, form }: SectionVisit, faults: PasswordFaults = {}) => {
  const { username, password } = visitor.person.account;
  return (
    <PasswordContent
      surroundings={surroundings}
      form={form}
      username={username}
      hasPassword={password !== undefined}
      faults={faults}
    />
  );
};

/** Why the current password was not enough. */
const currentFault = (refusal: Refusal, { surroundings }: SectionVisit): PasswordFaults => {
  const { messages, tag } = surroundings.language;
  if (refusal.code !== 'login.too_many') return { current: messages.account.password.wrong };
  return { current: messages.login.tooMany(waitInWords(refusal.retryAfterSeconds ?? 1, tag)) };
};

const refusedWith = (visit: SectionVisit, refusal: Refusal, faults: PasswordFaults): ActionResult => ({
  kind: 'refused',
  refusal,
  content: contentOf(visit, faults),
});

export const password: AccountSection = {
  name: 'password',
  Icon: Key,
  summary: 'A person gives themselves another password; what was got with the old one is over.',
  specification: 'NIST SP 800-63B §5.1.1.2, OWASP ASVS 6.2.2, 6.2.3',
  async show(visit) {
    const { visitor, cardea } = visit;
    const mayNot = visitor.person.account.password === undefined && isRefusal(cardea.engine.selfService.fresh(visitor));
    return mayNot ? <ConfirmFirst {...visit} /> : contentOf(visit);
  },
  actions: {
    async change(visit, fields) {
      const { visitor, cardea, surroundings } = visit;
      const { tag: language, messages } = surroundings.language;
      const [current = '', next = '', again = ''] = ['current', 'next', 'again'].map((name) => fields.get(name));
      const words = messages.account.password;
      if (next !== again) return { kind: 'mistyped', content: contentOf(visit, { again: words.different }) };
      // Looked at by nobody: a hash of any length costs the same, and so does a longer one refused here
      if (current.length > MAX_PASSWORD_CHARS)
        return { kind: 'mistyped', content: contentOf(visit, { current: words.wrong }) };
      const changed = await cardea.engine.selfService.changePassword(visitor, { current, next, language });
      if (isRefusal(changed))
        return changed.code.startsWith('login.') ? refusedWith(visit, changed, currentFault(changed, visit)) : changed;
      if (changed.kind === 'not_taken')
        return { kind: 'mistyped', content: contentOf(visit, { next: words.faults[changed.fault] }) };
      return { kind: 'done', notice: 'password_changed', sessionHandles: changed.sessionHandles };
    },
  },
};
