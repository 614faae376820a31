import { SubmitButton } from '../forms/button.tsx';
import { Field } from '../forms/field.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { Notice } from '../frame/notice.tsx';

const MAX_PASSWORD_CHARS = 1024; // Design D6
const PROBLEM = 'link-error';

interface LinkPageProps {
  readonly surroundings: Surroundings;
  readonly title: string;
  readonly text: string;
  readonly submit: string;
  readonly form: FormTarget;
  /** The link itself: it is spent by the form, never by opening the page. */
  readonly link: string;
}

const LinkField = ({ link }: { readonly link: string }) => <input type="hidden" name="link" value={link} />;

/** What a link does needs no more than a yes. Programs that look at mail open links, but send no forms. */
export const ConfirmPage = ({ surroundings, title, text, submit, form, link }: LinkPageProps) => (
  <Frame {...surroundings} title={title} secretAddress>
    <Heading title={title} text={text} />
    <Form target={form}>
      <LinkField link={link} />
      <SubmitButton id="link-confirm" look="primary">
        {submit}
      </SubmitButton>
    </Form>
  </Frame>
);

interface PasswordPageProps extends LinkPageProps {
  /** Who the password is for, so that programs that keep passwords know it. */
  readonly username: string;
  readonly problem: string | undefined;
}

/** What a link does is to set a password. */
export const PasswordPage = (props: PasswordPageProps) => {
  const { surroundings, title, text, submit, form, link, username, problem } = props;
  const { newPassword } = surroundings.language.messages.byMail;
  return (
    <Frame {...surroundings} title={title} secretAddress>
      <Heading title={title} text={text} />
      {problem !== undefined && (
        <Notice id={PROBLEM} kind="danger">
          <p className="font-medium">{problem}</p>
        </Notice>
      )}
      <Form target={form} className="flex flex-col gap-5">
        <LinkField link={link} />
        <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
        <Field
          id="new-password"
          type="password"
          label={newPassword.label}
          autoComplete="new-password"
          maxLength={MAX_PASSWORD_CHARS}
          hint={newPassword.help}
          errorId={problem === undefined ? undefined : PROBLEM}
          first
        />
        <SubmitButton id="new-password-submit" look="primary">
          {submit}
        </SubmitButton>
      </Form>
    </Frame>
  );
};

interface DonePageProps {
  readonly surroundings: Surroundings;
  readonly title: string;
  readonly text: string;
  readonly goOn: { readonly url: string; readonly label: string } | undefined;
}

/** A link was used. */
export const LinkDonePage = ({ surroundings, title, text, goOn }: DonePageProps) => (
  <Frame {...surroundings} title={title}>
    <div id="link-done">
      <Heading title={title} text={text} />
    </div>
    {goOn !== undefined && (
      <a
        id="link-go-on"
        href={goOn.url}
        className="flex min-h-12 w-full items-center justify-center rounded-xl bg-accent px-5 py-2.5 text-center font-medium text-base text-on-accent hover:bg-accent-strong"
      >
        {goOn.label}
      </a>
    )}
  </Frame>
);
