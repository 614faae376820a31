import type { OwnEnrolment } from '@cardea/core';
import { isRefusal, type Refusal } from '@cardea/protocol';
import { issuerPath } from '../../../http/issuer-path.ts';
import { factorProblem } from '../../factor/factor-problem.tsx';
import { Shield } from '../../frame/icons.tsx';
import { sectionPath } from '../account-urls.ts';
import { ConfirmFirst } from '../frame/confirm-first.tsx';
import type { AccountSection, ActionResult, SectionVisit } from '../section.ts';
import { FreshCodes, SecurityContent } from './security-content.tsx';

interface Shown {
  /** That of an app that is being set up; empty for a new one. */
  readonly box?: string | undefined;
  readonly refusal?: Refusal | undefined;
}

const factorsOf = ({ cardea }: SectionVisit) => cardea.engine.selfService.factors;

const hereOf = ({ cardea }: SectionVisit): string => issuerPath(cardea.settings.issuer) + sectionPath('security');

const contentOf = async (visit: SectionVisit, { box, refusal }: Shown = {}) => {
  const { visitor, cardea, surroundings, form } = visit;
  const factors = factorsOf(visit);
  const { tag, messages } = surroundings.language;
  const { security } = messages.account;
  const fresh = await factors.fresh(visitor);
  if (isRefusal(fresh)) return <ConfirmFirst {...visit} />;
  const faults: Readonly<Record<string, string>> = {
    'factor.last': security.lastWay,
    'factor.name': security.nameFault,
  };
  const fault = refusal && faults[refusal.code];
  return (
    <SecurityContent
      surroundings={surroundings}
      form={form}
      factors={await factors.list(visitor)}
      now={Math.floor(cardea.clock.nowMs() / 1000)}
      ceremony={await factors.offerPasskey(fresh)}
      offer={box === undefined ? undefined : factors.offerTotp(fresh, box)}
      setUpUrl={`${hereOf(visit)}?add=app#authenticator-app`}
      problem={fault === undefined ? factorProblem(refusal, tag) : undefined}
      fault={fault}
    />
  );
};

const refused = async (visit: SectionVisit, refusal: Refusal, box?: string): Promise<ActionResult> =>
  refusal.code.startsWith('factor.')
    ? { kind: 'refused', refusal, content: await contentOf(visit, { box, refusal }) }
    : refusal;

const enrolled = (visit: SectionVisit, { recoveryCodes, sessionHandles }: OwnEnrolment): ActionResult =>
  recoveryCodes === undefined
    ? { kind: 'done', notice: 'factor_added', sessionHandles }
    : {
        kind: 'shown',
        sessionHandles,
        content: <FreshCodes surroundings={visit.surroundings} codes={recoveryCodes} nextUrl={hereOf(visit)} />,
      };

export const security: AccountSection = {
  name: 'security',
  Icon: Shield,
  summary: 'A person sets up and removes second factors and passkeys, and makes recovery codes.',
  specification: 'RFC 6238, Web Authentication Level 3 §7.1, NIST SP 800-63B §6.1',
  usesPasskeys: true,

  show: (visit) => {
    const begins = new URL(visit.request.url).searchParams.get('add') === 'app';
    return contentOf(visit, begins ? { box: '' } : {});
  },

  actions: {
    async totp_add(visit, fields) {
      const factors = factorsOf(visit);
      const fresh = await factors.fresh(visit.visitor);
      if (isRefusal(fresh)) return fresh;
      const box = fields.get('offer') ?? '';
      const language = visit.surroundings.language.tag;
      const done = await factors.confirmTotp(fresh, { box, code: fields.get('code') ?? '', language });
      return isRefusal(done) ? refused(visit, done, box) : enrolled(visit, done);
    },

    async totp_remove(visit) {
      const factors = factorsOf(visit);
      const fresh = await factors.fresh(visit.visitor);
      if (isRefusal(fresh)) return fresh;
      const refusal = await factors.removeTotp(fresh, visit.surroundings.language.tag);
      return refusal ? refused(visit, refusal) : { kind: 'done', notice: 'factor_removed' };
    },

    async passkey_add(visit, fields) {
      const factors = factorsOf(visit);
      const fresh = await factors.fresh(visit.visitor);
      if (isRefusal(fresh)) return fresh;
      const done = await factors.confirmPasskey(fresh, {
        box: fields.get('challenge'),
        answer: fields.get('answer') ?? '',
        name: fields.get('name') ?? '',
        language: visit.surroundings.language.tag,
      });
      return isRefusal(done) ? refused(visit, done) : enrolled(visit, done);
    },

    async passkey_rename(visit, fields) {
      const [id = '', name = ''] = [fields.get('passkey'), fields.get('name')];
      const refusal = await factorsOf(visit).renamePasskey(visit.visitor, { id, name });
      return refusal ? refused(visit, refusal) : { kind: 'done', notice: 'passkey_renamed' };
    },

    async passkey_remove(visit, fields) {
      const factors = factorsOf(visit);
      const fresh = await factors.fresh(visit.visitor);
      if (isRefusal(fresh)) return fresh;
      const removal = { id: fields.get('passkey') ?? '', language: visit.surroundings.language.tag };
      const refusal = await factors.removePasskey(fresh, removal);
      return refusal ? refused(visit, refusal) : { kind: 'done', notice: 'factor_removed' };
    },

    async codes_replace(visit) {
      const factors = factorsOf(visit);
      const fresh = await factors.fresh(visit.visitor);
      if (isRefusal(fresh)) return fresh;
      const codes = await factors.replaceRecoveryCodes(fresh, visit.surroundings.language.tag);
      if (isRefusal(codes)) return refused(visit, codes);
      const { surroundings } = visit;
      return {
        kind: 'shown',
        content: <FreshCodes surroundings={surroundings} codes={codes} nextUrl={hereOf(visit)} />,
      };
    },
  },
};
