import type { TotpOffer } from '@cardea/core';
import { type FactorProblem, FactorProblemNotice, PROBLEM } from '../factor/factor-problem.tsx';
import { SubmitButton } from '../forms/button.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import type { PageScript } from '../frame/document.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { isolate } from '../frame/isolate.ts';
import { PasskeyForm, type ShownCeremony } from '../passkeys/passkey-form.tsx';
import { TotpSetup } from './totp-setup.tsx';

export interface SetupPageProps {
  readonly surroundings: Surroundings;
  readonly application: string;
  /** Whether the person may say no. */
  readonly optional: boolean;
  readonly totp: TotpOffer;
  readonly passkey: { readonly ceremony: ShownCeremony; readonly script: PageScript } | undefined;
  readonly form: FormTarget;
  readonly cancel: FormTarget;
  readonly problem: FactorProblem | undefined;
}

/** Where a person who has no second factor sets one up, because an application asks for it. */
export const SetupPage = (props: SetupPageProps) => {
  const { surroundings, optional, totp, passkey, form, cancel, problem } = props;
  const { setup, factor, ...messages } = surroundings.language.messages;
  const application = isolate(props.application);
  return (
    <Frame {...surroundings} title={setup.title} script={passkey?.script}>
      <Heading title={setup.title} text={optional ? setup.wished(application) : setup.required(application)} />
      <FactorProblemNotice problem={problem} messages={factor} />
      {passkey !== undefined && (
        <PasskeyForm
          id="setup-passkey"
          target={form}
          kind="create"
          ceremony={passkey.ceremony}
          failed={factor.passkeyFailed}
          className="mb-8 border-line border-b pb-8"
        >
          <input type="hidden" name="what" value="passkey" />
          <input type="hidden" name="name" value={setup.passkeyName} />
          <h2 className="font-semibold text-lg">{setup.passkeyTitle}</h2>
          <p className="mt-1 mb-4 text-muted text-sm leading-relaxed">{setup.passkeyText}</p>
          <SubmitButton id="passkey-create" look="secondary">
            {setup.passkeyCreate}
          </SubmitButton>
        </PasskeyForm>
      )}
      <h2 className="mb-4 font-semibold text-lg">{setup.totpTitle}</h2>
      <TotpSetup
        offer={totp}
        form={form}
        hidden={['what', 'totp']}
        submit={setup.submit}
        messages={setup}
        errorId={problem?.kind === 'failed' ? PROBLEM : undefined}
      />
      {optional && (
        <Form target={form} className="mt-3">
          <SubmitButton id="setup-later" look="secondary" name="what" value="later">
            {setup.later}
          </SubmitButton>
        </Form>
      )}
      <Form target={cancel} className="mt-6 border-line border-t pt-4">
        <SubmitButton id="setup-cancel" look="quiet">
          {messages.cancel(application)}
        </SubmitButton>
      </Form>
    </Frame>
  );
};
