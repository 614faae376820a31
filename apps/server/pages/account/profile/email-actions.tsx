import { isRefusal, type Parameters, type Refusal, refuse } from '@cardea/protocol';
import { refusedAsk } from '../../by-mail/refused-ask.ts';
import type { ActionResult, SectionVisit } from '../section.ts';
import { ProfileContent } from './profile-content.tsx';
import { valuesOf } from './profile-fields.ts';

const MAX_ADDRESS_CHARS = 320;

/** The section as it was, with what was wrong about the address, where a page of errors does not say it. */
const refused = (refusal: Refusal, typed: string | undefined, { visitor, surroundings, form }: SectionVisit) => {
  const problem = refusedAsk(refusal, surroundings.language);
  if (problem === undefined) return refusal;
  const { account } = visitor.person;
  const content = (
    <ProfileContent
      surroundings={surroundings}
      form={form}
      account={account}
      values={valuesOf(account)}
      email={{ typed, problem }}
    />
  );
  return { kind: 'refused', refusal, content } as const;
};

/** A mail to another address. Whoever has it gets in by a forgotten password: only somebody who has just proved who they are. */
export const changeEmail = async (visit: SectionVisit, fields: Parameters): Promise<ActionResult> => {
  const { visitor, cardea, surroundings } = visit;
  if (cardea.mail === undefined) return refuse('request.parameter_invalid', { parameter: 'do' });
  const fresh = cardea.engine.selfService.fresh(visitor);
  if (isRefusal(fresh)) return fresh;
  const email = (fields.get('new-email') ?? '').trim().slice(0, MAX_ADDRESS_CHARS);
  const accountId = fresh.person.account.id;
  const refusal = await cardea.engine.accountMail.ask(
    { wants: 'confirm_email', accountId, email, language: surroundings.language.tag },
    visitor.browser.caller,
  );
  return refusal === undefined ? { kind: 'done', notice: 'mail_sent' } : refused(refusal, email, visit);
};

/** A mail to the address that the person has. */
export const verifyEmail = async (visit: SectionVisit): Promise<ActionResult> => {
  const { visitor, cardea, surroundings } = visit;
  if (cardea.mail === undefined) return refuse('request.parameter_invalid', { parameter: 'do' });
  const refusal = await cardea.engine.accountMail.ask(
    { wants: 'verify_email', accountId: visitor.person.account.id, language: surroundings.language.tag },
    visitor.browser.caller,
  );
  return refusal === undefined ? { kind: 'done', notice: 'mail_sent' } : refused(refusal, undefined, visit);
};
