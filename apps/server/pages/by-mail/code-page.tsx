import { SubmitButton } from '../forms/button.tsx';
import { CodeField } from '../forms/code-field.tsx';
import { Field } from '../forms/field.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { Notice } from '../frame/notice.tsx';

const MAX_ADDRESS_CHARS = 320;
const MAX_CODE_CHARS = 12;
const PROBLEM = 'code-error';
const LINK = 'inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-strong';

export interface CodePageProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  /** Who asked for a code, as they typed it; undefined before that. */
  readonly login: string | undefined;
  readonly username: string | undefined;
  readonly backUrl: string;
  readonly problem: string | undefined;
}

const Ask = ({ surroundings, form, username, problem }: CodePageProps) => {
  const { forgot, code } = surroundings.language.messages.byMail;
  return (
    <Form target={form} className="flex flex-col gap-5">
      <Field
        id="username"
        type="text"
        label={forgot.login}
        autoComplete="username"
        maxLength={MAX_ADDRESS_CHARS}
        value={username}
        errorId={problem === undefined ? undefined : PROBLEM}
        first
      />
      <SubmitButton id="code-send" look="primary" name="do" value="send">
        {code.send}
      </SubmitButton>
    </Form>
  );
};

const Answer = ({ surroundings, form, login, problem }: CodePageProps) => {
  const { code } = surroundings.language.messages.byMail;
  return (
    <>
      <Form target={form} className="flex flex-col gap-5">
        <input type="hidden" name="username" value={login} />
        <CodeField
          id="code"
          kind="digits"
          label={code.label}
          help={code.help}
          maxLength={MAX_CODE_CHARS}
          errorId={problem === undefined ? undefined : PROBLEM}
          first
        />
        <SubmitButton id="code-submit" look="primary" name="do" value="prove">
          {code.submit}
        </SubmitButton>
      </Form>
      <Form target={form} className="mt-3">
        <input type="hidden" name="username" value={login} />
        <SubmitButton id="code-again" look="quiet" name="do" value="send">
          {code.again}
        </SubmitButton>
      </Form>
    </>
  );
};

/** A sign-in by a code that comes by mail: first who it goes to, then what it says. Nothing here tells whether there is an account. */
export const CodePage = (props: CodePageProps) => {
  const { surroundings, login, backUrl, problem } = props;
  const { forgot, code } = surroundings.language.messages.byMail;
  return (
    <Frame {...surroundings} title={code.title}>
      <Heading title={code.title} text={login === undefined ? code.text : code.sent} />
      {problem !== undefined && (
        <Notice id={PROBLEM} kind="danger">
          <p className="font-medium">{problem}</p>
        </Notice>
      )}
      {login === undefined ? <Ask {...props} /> : <Answer {...props} />}
      <p className="mt-6 border-line border-t pt-4 text-center">
        <a id="code-back" href={backUrl} className={LINK}>
          {forgot.back}
        </a>
      </p>
    </Frame>
  );
};
