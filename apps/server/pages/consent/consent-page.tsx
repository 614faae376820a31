import type { ReactNode } from 'react';
import { SubmitButton } from '../forms/button.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import { Avatar } from '../frame/avatar.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { Check, Clock, Return } from '../frame/icons.tsx';
import { isolate } from '../frame/isolate.ts';
import { Notice } from '../frame/notice.tsx';
import type { ShownScope } from './scope-words.ts';

export interface ConsentPageProps {
  readonly surroundings: Surroundings;
  readonly application: string;
  readonly person: { readonly id: string; readonly name: string; readonly login: string | undefined };
  readonly scopes: readonly ShownScope[];
  /** Where the answer goes; undefined for an application on this device. */
  readonly returnsTo: string | undefined;
  /** Whether access goes on while the person is away. */
  readonly lasting: boolean;
  /** Whether anyone could pretend to be this application (RFC 8252 §8.6). */
  readonly unproven: boolean;
  readonly policyUrl: string | undefined;
  readonly termsUrl: string | undefined;
  readonly form: FormTarget;
  readonly switchUrl: string;
}

const Fact = ({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) => (
  <li className="flex gap-3">
    {icon}
    <span className="min-w-0 wrap-anywhere">{children}</span>
  </li>
);

const LINK = 'inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-strong';

export const ConsentPage = (props: ConsentPageProps) => {
  const { surroundings, person, scopes, returnsTo, lasting, unproven, policyUrl, termsUrl, form, switchUrl } = props;
  const { consent } = surroundings.language.messages;
  const application = isolate(props.application);
  const title = consent.title(application);
  return (
    <Frame {...surroundings} title={title}>
      <Heading title={title} />
      {unproven && (
        <Notice id="consent-unproven" kind="notice">
          <p>{consent.unproven(application)}</p>
        </Notice>
      )}
      <div className="mb-7 flex items-center gap-4 rounded-2xl border border-line p-3">
        <Avatar name={person.name} />
        <div className="flex min-w-0 flex-1 flex-col sm:flex-row sm:items-center sm:gap-4">
          <div className="flex min-w-0 flex-1 flex-col">
            <span className="sr-only">{consent.signedInAs}</span>
            <bdi id="consent-person" className="font-medium wrap-anywhere">
              {person.name}
            </bdi>
            {person.login !== undefined && <bdi className="text-muted text-sm wrap-anywhere">{person.login}</bdi>}
          </div>
          <a id="consent-switch" href={switchUrl} className={`${LINK} shrink-0 self-start text-sm sm:self-center`}>
            {consent.switchAccount}
          </a>
        </div>
      </div>
      <h2 className="mb-3 font-medium text-muted text-sm">{consent.willBeAble}</h2>
      <ul id="consent-scopes" className="mb-7 flex flex-col gap-3">
        {scopes.map(({ name, words, isNew }) => (
          <li key={name} data-scope={name} className="flex gap-3">
            <Check className="mt-0.5 size-5 shrink-0 text-accent" />
            <span className="min-w-0 wrap-anywhere">
              <bdi>{words}</bdi>
              {isNew && (
                <span className="ms-2 rounded-full bg-tint px-2 py-0.5 font-medium text-accent text-xs">
                  {consent.isNew}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <ul className="mb-7 flex flex-col gap-3 border-line border-t pt-5 text-muted text-sm leading-relaxed">
        <Fact icon={<Return className="mt-0.5 size-5 shrink-0 rtl:-scale-x-100" />}>
          {consent.returnsTo}{' '}
          <bdi id="consent-returns-to" className="font-medium text-ink">
            {returnsTo ?? consent.thisDevice}
          </bdi>
        </Fact>
        <Fact icon={<Clock className="mt-0.5 size-5 shrink-0" />}>{lasting ? consent.lasting : consent.passing}</Fact>
      </ul>
      <Form target={form} className="flex flex-col gap-3">
        <input type="hidden" name="person" value={person.id} />
        <input type="hidden" name="shown" value={scopes.map(({ name }) => name).join(' ')} />
        <SubmitButton id="consent-allow" look="primary" name="answer" value="allow">
          {consent.allow}
        </SubmitButton>
        <SubmitButton id="consent-deny" look="secondary" name="answer" value="deny">
          {consent.deny}
        </SubmitButton>
      </Form>
      {(policyUrl !== undefined || termsUrl !== undefined) && (
        <p className="mt-5 flex justify-center gap-6 text-sm">
          {policyUrl !== undefined && (
            <a href={policyUrl} rel="noreferrer" className={LINK}>
              {consent.privacy}
            </a>
          )}
          {termsUrl !== undefined && (
            <a href={termsUrl} rel="noreferrer" className={LINK}>
              {consent.terms}
            </a>
          )}
        </p>
      )}
    </Frame>
  );
};
