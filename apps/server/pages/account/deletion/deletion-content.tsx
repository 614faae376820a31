import { SubmitButton } from '../../forms/button.tsx';
import { Form, type FormTarget } from '../../forms/form.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { Card } from '../frame/card.tsx';
import { lengthInWords } from '../frame/moment.tsx';
import { TextField } from '../frame/text-field.tsx';

interface DeletionContentProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  readonly graceSeconds: number;
  readonly fault: string | undefined;
}

/** The end of an account. */
export const DeletionContent = ({ surroundings, form, graceSeconds, fault }: DeletionContentProps) => {
  const { messages, tag } = surroundings.language;
  const words = messages.account.deletion;
  return (
    <Card title={words.what} text={words.text(lengthInWords(graceSeconds, tag))}>
      <Form target={form} className="flex max-w-md flex-col gap-5">
        <TextField
          id="delete-username"
          name="username"
          type="text"
          required
          label={words.name}
          autoComplete="off"
          maxLength={320}
          fault={fault}
        />
        <SubmitButton id="delete-submit" look="danger" name="do" value="delete" narrow>
          {words.submit}
        </SubmitButton>
      </Form>
    </Card>
  );
};
