import { SubmitButton } from '../../forms/button.tsx';
import { Form, type FormTarget } from '../../forms/form.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { Card } from '../frame/card.tsx';
import { TextField } from '../frame/text-field.tsx';

const MAX_PASSWORD_CHARS = 1024; // Design D6

/** What is wrong, by the field that it stands in. */
export interface PasswordFaults {
  readonly current?: string;
  readonly next?: string;
  readonly again?: string;
}

interface PasswordContentProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  readonly username: string;
  /** Somebody who signs in another way has none yet. */
  readonly hasPassword: boolean;
  readonly faults: PasswordFaults;
}

/** Another password. */
export const PasswordContent = ({ surroundings, form, username, hasPassword, faults }: PasswordContentProps) => {
  const words = surroundings.language.messages.account.password;
  const common = { type: 'password', required: true, maxLength: MAX_PASSWORD_CHARS } as const;
  return (
    <Card text={words.text}>
      <Form target={form} className="flex max-w-md flex-col gap-5">
        {/* Password managers learn whose password it is */}
        <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
        {hasPassword && (
          <TextField
            {...common}
            id="password-current"
            name="current"
            label={words.current}
            autoComplete="current-password"
            fault={faults.current}
          />
        )}
        <TextField
          {...common}
          id="password-next"
          name="next"
          label={words.next}
          autoComplete="new-password"
          hint={words.hint}
          fault={faults.next}
        />
        <TextField
          {...common}
          id="password-again"
          name="again"
          label={words.again}
          autoComplete="new-password"
          fault={faults.again}
        />
        <SubmitButton id="password-change" look="primary" name="do" value="change" narrow>
          {words.submit}
        </SubmitButton>
      </Form>
    </Card>
  );
};
