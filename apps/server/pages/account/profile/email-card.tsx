import type { Account } from '@cardea/core';
import { SubmitButton } from '../../forms/button.tsx';
import { Field } from '../../forms/field.tsx';
import { Form, type FormTarget } from '../../forms/form.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { Notice } from '../../frame/notice.tsx';
import { Card } from '../frame/card.tsx';

const MAX_ADDRESS_CHARS = 320;
const PROBLEM = 'email-error';

interface EmailCardProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  readonly account: Pick<Account, 'email' | 'emailVerified'>;
  /** What was typed, and what was wrong with it. */
  readonly typed?: string | undefined;
  readonly problem?: string | undefined;
}

/** Proof of the address that somebody has, and the way to another one. Both go by mail. */
export const EmailCard = ({ surroundings, form, account, typed, problem }: EmailCardProps) => {
  const words = surroundings.language.messages.byMail.ownEmail;
  return (
    <Card id="email-card" title={words.title} text={words.text}>
      {problem !== undefined && (
        <Notice id={PROBLEM} kind="danger">
          <p>{problem}</p>
        </Notice>
      )}
      {account.email !== undefined && !account.emailVerified && (
        <Form target={form} className="mb-5">
          <SubmitButton id="email-verify" look="secondary" name="do" value="verify_email" narrow>
            {words.verify}
          </SubmitButton>
        </Form>
      )}
      <Form target={form} className="flex flex-col gap-5">
        <Field
          id="new-email"
          type="email"
          label={words.label}
          autoComplete="email"
          maxLength={MAX_ADDRESS_CHARS}
          value={typed}
          errorId={problem === undefined ? undefined : PROBLEM}
          first={false}
        />
        <SubmitButton id="email-change" look="secondary" name="do" value="change_email" narrow>
          {words.submit}
        </SubmitButton>
      </Form>
    </Card>
  );
};
