import type { TotpOffer } from '@cardea/core';
import { SubmitButton } from '../forms/button.tsx';
import { CodeField } from '../forms/code-field.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import type { Messages } from '../languages/messages.ts';
import { QrCode } from './qr-code.tsx';

const MAX_CODE_CHARS = 12;
const GROUP = /.{1,4}/g;

interface TotpSetupProps {
  readonly offer: TotpOffer;
  readonly form: FormTarget;
  /** What the form says besides. */
  readonly hidden: readonly [name: string, value: string];
  readonly submit: string;
  readonly messages: Messages['setup'];
  readonly errorId: string | undefined;
}

/** An authenticator app in two steps: scan, or type the key; then the first code. */
export const TotpSetup = ({ offer, form, hidden: [name, value], submit, messages, errorId }: TotpSetupProps) => (
  <Form target={form} className="flex flex-col gap-5">
    <input type="hidden" name={name} value={value} />
    <input type="hidden" name="offer" value={offer.box} />
    <div className="flex flex-col gap-4">
      <p className="font-medium text-sm">{messages.scan}</p>
      <QrCode text={offer.uri} label={messages.qrCode} />
      <div className="text-sm leading-relaxed">
        <p className="text-muted">{messages.key}</p>
        <p id="totp-key" className="font-mono wrap-anywhere" dir="ltr">
          {offer.secret.match(GROUP)?.join(' ')}
        </p>
      </div>
    </div>
    <CodeField
      id="code"
      label={messages.code}
      kind="digits"
      maxLength={MAX_CODE_CHARS}
      errorId={errorId}
      first={errorId !== undefined}
    />
    <SubmitButton id="totp-submit" look="primary">
      {submit}
    </SubmitButton>
  </Form>
);
