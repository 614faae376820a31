import type { ReactNode } from 'react';
import { SubmitButton } from '../forms/button.tsx';
import { Field } from '../forms/field.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { Notice } from '../frame/notice.tsx';

const MAX_ADDRESS_CHARS = 320;
const PROBLEM = 'ask-error';
const LINK = 'inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-strong';

export interface AskPageProps {
  readonly surroundings: Surroundings;
  readonly title: string;
  readonly text: string;
  readonly form: FormTarget;
  readonly field: {
    readonly id: 'username' | 'email';
    readonly label: string;
    readonly autoComplete: string;
    readonly value: string | undefined;
  };
  readonly submit: { readonly id: string; readonly label: string };
  /** Where else to go. */
  readonly elsewhere: { readonly id: string; readonly url: string; readonly label: string } | undefined;
  readonly problem: string | undefined;
}

/** A page with one question: who is it that a mail goes to. */
export const AskPage = (props: AskPageProps): ReactNode => {
  const { surroundings, title, text, form, field, submit, elsewhere, problem } = props;
  return (
    <Frame {...surroundings} title={title}>
      <Heading title={title} text={text} />
      {problem !== undefined && (
        <Notice id={PROBLEM} kind="danger">
          <p className="font-medium">{problem}</p>
        </Notice>
      )}
      <Form target={form} className="flex flex-col gap-5">
        <Field
          {...field}
          type={field.id === 'email' ? 'email' : 'text'}
          maxLength={MAX_ADDRESS_CHARS}
          errorId={problem === undefined ? undefined : PROBLEM}
          first
        />
        <SubmitButton id={submit.id} look="primary">
          {submit.label}
        </SubmitButton>
      </Form>
      {elsewhere !== undefined && (
        <p className="mt-6 border-line border-t pt-4 text-center">
          <a id={elsewhere.id} href={elsewhere.url} className={LINK}>
            {elsewhere.label}
          </a>
        </p>
      )}
    </Frame>
  );
};
