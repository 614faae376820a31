import type { ComponentProps } from 'react';
import type { FactorProblem } from '../factor/factor-problem.tsx';
import { SubmitButton } from '../forms/button.tsx';
import { Field } from '../forms/field.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import type { PageScript } from '../frame/document.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { isolate } from '../frame/isolate.ts';
import { Notice } from '../frame/notice.tsx';
import { PasskeyForm, type ShownCeremony } from '../passkeys/passkey-form.tsx';
import { ProviderButtons } from '../upstream/provider-buttons.tsx';
import { UpstreamNotice } from '../upstream/upstream-notice.tsx';
import type { UpstreamProblem } from '../upstream/upstream-problem.ts';
import { ClientLinks, type ShownClientLinks } from './client-links.tsx';

const MAX_USERNAME_CHARS = 320;
const MAX_PASSWORD_CHARS = 1024; // Design D6
const PROBLEM = 'login-error';
const LINK = 'inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-strong';

export interface LoginPageProps {
  readonly surroundings: Surroundings;
  readonly application: string;
  readonly form: FormTarget;
  /** Absent where there is nothing to go back to. */
  readonly cancel: FormTarget | undefined;
  /** Why somebody who is signed in sees this page. */
  readonly why: 'nobody' | 'fresh' | 'other_person';
  /** What the username field begins with. */
  readonly username: string | undefined;
  /** Where a forgotten password is replaced, and where an account is made; absent where that is off. */
  readonly forgotUrl: string | undefined;
  readonly signUpUrl: string | undefined;
  /** Where a code comes by mail; absent where that is off. */
  readonly codeUrl: string | undefined;
  /** What was wrong, or that the person has deleted the account and may keep it until that day. */
  readonly problem?: FactorProblem | { readonly kind: 'deleting'; readonly date: string };
  /** What the place says first. */
  readonly text: string | undefined;
  readonly clientLinks: ShownClientLinks;
  readonly upstreamProblem?: UpstreamProblem | undefined;
  /** Identity providers that people may sign in at. */
  readonly upstream: Omit<ComponentProps<typeof ProviderButtons>, 'surroundings'>;
  /** Where browsers know passkeys. */
  readonly passkey?:
    | { readonly form: FormTarget; readonly ceremony: ShownCeremony; readonly script: PageScript }
    | undefined;
}

export const LoginPage = (props: LoginPageProps) => {
  const { surroundings, form, cancel, why, username, problem, forgotUrl, signUpUrl, codeUrl, passkey } = props;
  const { upstream, upstreamProblem } = props;
  const { login, byMail, factor, ...messages } = surroundings.language.messages;
  const application = isolate(props.application);
  const explanation = { nobody: undefined, fresh: login.again, other_person: login.otherPerson }[why];
  const errorId = problem?.kind === 'failed' ? PROBLEM : undefined;
  return (
    <Frame {...surroundings} title={login.title} script={passkey?.script}>
      <Heading title={login.title} text={login.toContinue(application)} />
      {props.text !== undefined && (
        <p id="login-text" dir="auto" className="-mt-3 mb-7 leading-relaxed whitespace-pre-line wrap-anywhere">
          {props.text}
        </p>
      )}
      {problem?.kind === 'failed' && (
        <Notice id={PROBLEM} kind="danger">
          <p className="font-medium">{login.failed}</p>
          <p>{login.failedHelp}</p>
        </Notice>
      )}
      {problem?.kind === 'passkey' && (
        <Notice id={PROBLEM} kind="danger">
          <p className="font-medium">{factor.passkeyFailed}</p>
        </Notice>
      )}
      {problem?.kind === 'too_many' && (
        <Notice id={PROBLEM} kind="danger">
          <p className="font-medium">{login.tooMany(problem.wait)}</p>
        </Notice>
      )}
      {problem?.kind === 'deleting' && (
        <Notice id="login-deleting" kind="notice">
          <p className="font-medium">{messages.account.deletion.scheduled(problem.date)}</p>
          <p>{messages.account.deletion.keepHelp}</p>
        </Notice>
      )}
      {upstreamProblem !== undefined && (
        <UpstreamNotice id={PROBLEM} surroundings={surroundings} problem={upstreamProblem} />
      )}
      {problem === undefined && upstreamProblem === undefined && explanation !== undefined && (
        <Notice id="login-why" kind="notice">
          <p>{explanation}</p>
        </Notice>
      )}
      <Form target={form} className="flex flex-col gap-5">
        <Field
          id="username"
          type="text"
          label={login.username}
          autoComplete="username webauthn"
          maxLength={MAX_USERNAME_CHARS}
          value={username}
          errorId={errorId}
          first={username === undefined}
        />
        <Field
          id="password"
          type="password"
          label={login.password}
          autoComplete="current-password"
          maxLength={MAX_PASSWORD_CHARS}
          errorId={errorId}
          first={username !== undefined}
        />
        <div className="mt-2 flex flex-col gap-3">
          {problem?.kind === 'deleting' ? (
            <SubmitButton id="login-keep" look="primary" name="keep" value="yes">
              {messages.account.deletion.keep}
            </SubmitButton>
          ) : (
            <SubmitButton id="login-submit" look="primary">
              {login.submit}
            </SubmitButton>
          )}
          <p className="text-balance text-center text-muted text-sm leading-relaxed wrap-anywhere">
            {login.sentTo(isolate(surroundings.brand.host))}
          </p>
        </div>
      </Form>
      {passkey !== undefined && (
        <PasskeyForm
          id="login-passkey-form"
          target={passkey.form}
          kind="get"
          ceremony={passkey.ceremony}
          // One that was refused is not offered again by itself
          autofill={problem?.kind !== 'passkey'}
          failed={factor.passkeyFailed}
          className="mt-4"
        >
          <SubmitButton id="login-passkey" look="secondary">
            {factor.passkey}
          </SubmitButton>
        </PasskeyForm>
      )}
      <ProviderButtons surroundings={surroundings} {...upstream} />
      {[forgotUrl, signUpUrl, codeUrl].some((url) => url !== undefined) && (
        <p className="mt-6 flex flex-wrap justify-center gap-x-6 gap-y-2 text-center">
          {forgotUrl !== undefined && (
            <a id="login-forgot" href={forgotUrl} className={LINK}>
              {byMail.forgot.link}
            </a>
          )}
          {codeUrl !== undefined && (
            <a id="login-code" href={codeUrl} className={LINK}>
              {byMail.code.link}
            </a>
          )}
          {signUpUrl !== undefined && (
            <a id="login-sign-up" href={signUpUrl} className={LINK}>
              {byMail.register.link}
            </a>
          )}
        </p>
      )}
      <ClientLinks links={props.clientLinks} application={application} language={surroundings.language} />
      {cancel !== undefined && (
        <Form target={cancel} className="mt-4 border-line border-t pt-4">
          <SubmitButton id="login-cancel" look="quiet">
            {messages.cancel(application)}
          </SubmitButton>
        </Form>
      )}
    </Frame>
  );
};
