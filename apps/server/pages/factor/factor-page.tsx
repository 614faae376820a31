import type { FactorName } from '@cardea/core';
import { SubmitButton } from '../forms/button.tsx';
import { CodeField } from '../forms/code-field.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import type { PageScript } from '../frame/document.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { isolate } from '../frame/isolate.ts';
import { Notice } from '../frame/notice.tsx';
import { PasskeyForm, type ShownCeremony } from '../passkeys/passkey-form.tsx';
import { type FactorProblem, FactorProblemNotice, PROBLEM } from './factor-problem.tsx';

const MAX_CODE_CHARS = 12;
const MAX_RECOVERY_CODE_CHARS = 40;

export interface FactorPageProps {
  readonly surroundings: Surroundings;
  readonly application: string;
  /** Who is asked, as they are called. */
  readonly name: string;
  readonly why: 'sign_in' | 'step_up';
  /** What the page asks for, and where to give something else instead. */
  readonly use: FactorName;
  readonly others: readonly { readonly factor: FactorName; readonly url: string }[];
  /** Whether a code by mail is on its way. */
  readonly isSent: boolean;
  readonly form: FormTarget;
  readonly cancel: FormTarget;
  /** Where somebody else signs in. */
  readonly otherUrl: string;
  readonly passkey: { readonly ceremony: ShownCeremony; readonly script: PageScript } | undefined;
  readonly problem: FactorProblem | undefined;
}

/** A code by mail is sent when the person asks for it, and not because a page was opened. */
const ByMail = ({ form, isSent, surroundings, problem }: FactorPageProps) => {
  const { byMail, factor } = surroundings.language.messages;
  const { code } = byMail;
  const send = (id: string, look: 'primary' | 'quiet', words: string) => (
    <Form target={form} className="mt-3">
      <input type="hidden" name="factor" value="email" />
      <SubmitButton id={id} look={look} name="do" value="send">
        {words}
      </SubmitButton>
    </Form>
  );
  if (!isSent)
    return (
      <>
        <p className="leading-relaxed">{factor.mailAsk}</p>
        {send('factor-send', 'primary', code.send)}
      </>
    );
  return (
    <>
      <p className="mb-5 text-muted leading-relaxed">{factor.mailSent}</p>
      <Form target={form} className="flex flex-col gap-5">
        <input type="hidden" name="factor" value="email" />
        <CodeField
          id="code"
          kind="digits"
          label={code.label}
          help={code.help}
          maxLength={MAX_CODE_CHARS}
          errorId={problem?.kind === 'failed' ? PROBLEM : undefined}
          first
        />
        <SubmitButton id="factor-submit" look="primary">
          {code.submit}
        </SubmitButton>
      </Form>
      {send('factor-again', 'quiet', code.again)}
    </>
  );
};

const Choice = ({ use, form, passkey, surroundings, problem }: FactorPageProps) => {
  const { factor } = surroundings.language.messages;
  const errorId = problem?.kind === 'failed' ? PROBLEM : undefined;
  if (use === 'passkey')
    return (
      <>
        <noscript>
          <p className="mb-4 text-muted text-sm leading-relaxed">{factor.noScript}</p>
        </noscript>
        {passkey !== undefined && (
          <PasskeyForm
            id="factor-form"
            target={form}
            kind="get"
            ceremony={passkey.ceremony}
            failed={factor.passkeyFailed}
          >
            <input type="hidden" name="factor" value="passkey" />
            <SubmitButton id="factor-passkey" look="primary">
              {factor.passkey}
            </SubmitButton>
          </PasskeyForm>
        )}
      </>
    );
  const isTotp = use === 'totp';
  return (
    <Form target={form} className="flex flex-col gap-5">
      <input type="hidden" name="factor" value={use} />
      <CodeField
        id={isTotp ? 'code' : 'recovery-code'}
        label={isTotp ? factor.code : factor.recoveryCode}
        help={isTotp ? factor.codeHelp : factor.recoveryCodeHelp}
        kind={isTotp ? 'digits' : 'text'}
        maxLength={isTotp ? MAX_CODE_CHARS : MAX_RECOVERY_CODE_CHARS}
        errorId={errorId}
        first
      />
      <SubmitButton id="factor-submit" look="primary">
        {factor.submit}
      </SubmitButton>
    </Form>
  );
};

const LINK = 'inline-flex min-h-6 items-center text-accent text-sm underline-offset-4 hover:underline';

/** Where a person gives a second factor. */
export const FactorPage = (props: FactorPageProps) => {
  const { surroundings, name, why, others, cancel, otherUrl, passkey, problem } = props;
  const { factor, ...messages } = surroundings.language.messages;
  const application = isolate(props.application);
  return (
    <Frame {...surroundings} title={factor.title} script={passkey?.script}>
      <Heading title={factor.title} text={factor.asWhom(isolate(name))} />
      {props.use === 'email' && problem?.kind === 'failed' ? (
        <Notice id={PROBLEM} kind="danger">
          <p className="font-medium">{messages.byMail.code.wrong}</p>
        </Notice>
      ) : (
        <FactorProblemNotice problem={problem} messages={factor} />
      )}
      {problem === undefined && why === 'step_up' && (
        <Notice id="factor-why" kind="notice">
          <p>{factor.stepUp(application)}</p>
        </Notice>
      )}
      {props.use === 'email' ? <ByMail {...props} /> : <Choice {...props} />}
      <ul className="mt-6 flex flex-col gap-3">
        {others.map((other) => (
          <li key={other.factor}>
            <a id={`use-${other.factor.replace('_', '-')}`} href={other.url} className={LINK}>
              {factor.instead[other.factor]}
            </a>
          </li>
        ))}
        <li>
          <a id="factor-other" href={otherUrl} className={LINK}>
            {factor.otherPerson}
          </a>
        </li>
      </ul>
      <Form target={cancel} className="mt-6 border-line border-t pt-4">
        <SubmitButton id="factor-cancel" look="quiet">
          {messages.cancel(application)}
        </SubmitButton>
      </Form>
    </Frame>
  );
};
