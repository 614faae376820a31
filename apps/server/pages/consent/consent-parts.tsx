import type { ReactNode } from 'react';
import { Avatar } from '../frame/avatar.tsx';
import { Check } from '../frame/icons.tsx';
import { isolate } from '../frame/isolate.ts';
import { Notice } from '../frame/notice.tsx';
import type { Messages } from '../languages/messages.ts';
import type { AskingClient } from './asking-client.ts';
import type { ShownScope } from './scope-words.ts';

const LINK = 'inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-strong';

interface Worded {
  readonly messages: Messages['consent'];
}

/** Who is asked. */
export interface ConsentingPerson {
  readonly id: string;
  readonly name: string;
  readonly login: string | undefined;
}

export const Fact = ({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) => (
  <li className="flex gap-3">
    {icon}
    <span className="min-w-0 wrap-anywhere">{children}</span>
  </li>
);

/** What speaks against trusting the application without a second look. */
export const ConsentWarnings = ({ client, messages }: Worded & { readonly client: AskingClient }) => {
  const { unknown, unproven } = client;
  const name = isolate(client.name);
  return (
    <>
      {unknown !== undefined && (
        <Notice id="consent-unknown" kind="notice">
          <p>{unknown.host === undefined ? messages.selfRegistered(name) : messages.describedAt(name)}</p>
          {unknown.host !== undefined && (
            <p>
              <bdi id="consent-client-host" dir="ltr" className="font-semibold wrap-anywhere">
                {unknown.host}
              </bdi>
            </p>
          )}
        </Notice>
      )}
      {unproven && (
        <Notice id="consent-unproven" kind="notice">
          <p>{messages.unproven(name)}</p>
        </Notice>
      )}
    </>
  );
};

/** What the page showed to whom, for the answer to be about that. */
export const ConsentShown = ({ person, client, scopes }: ShownProps) => (
  <>
    <input type="hidden" name="person" value={person.id} />
    <input type="hidden" name="application" value={client.version} />
    <input type="hidden" name="shown" value={scopes.map(({ name }) => name).join(' ')} />
  </>
);

interface ShownProps {
  readonly person: ConsentingPerson;
  readonly client: AskingClient;
  readonly scopes: readonly ShownScope[];
}

interface PersonProps extends Worded {
  readonly person: ConsentingPerson;
  readonly switchUrl: string;
}

export const ConsentPerson = ({ person, switchUrl, messages }: PersonProps) => (
  <div className="mb-7 flex items-center gap-4 rounded-2xl border border-line p-3">
    <Avatar name={person.name} />
    <div className="flex min-w-0 flex-1 flex-col sm:flex-row sm:items-center sm:gap-4">
      <div className="flex min-w-0 flex-1 flex-col">
        <span className="sr-only">{messages.signedInAs}</span>
        <bdi id="consent-person" className="font-medium wrap-anywhere">
          {person.name}
        </bdi>
        {person.login !== undefined && <bdi className="text-muted text-sm wrap-anywhere">{person.login}</bdi>}
      </div>
      <a id="consent-switch" href={switchUrl} className={`${LINK} shrink-0 self-start text-sm sm:self-center`}>
        {messages.switchAccount}
      </a>
    </div>
  </div>
);

export const ConsentScopes = ({ scopes, messages }: Worded & { readonly scopes: readonly ShownScope[] }) => (
  <>
    <h2 className="mb-3 font-medium text-muted text-sm">{messages.willBeAble}</h2>
    <ul id="consent-scopes" className="mb-7 flex flex-col gap-3">
      {scopes.map(({ name, words, isNew }) => (
        <li key={name} data-scope={name} className="flex gap-3">
          <Check className="mt-0.5 size-5 shrink-0 text-accent" />
          <span className="min-w-0 wrap-anywhere">
            <bdi>{words}</bdi>
            {isNew && (
              <span className="ms-2 rounded-full bg-tint px-2 py-0.5 font-medium text-accent text-xs">
                {messages.isNew}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  </>
);

export const ConsentLinks = ({
  client: { policyUrl, termsUrl },
  messages,
}: Worded & { readonly client: AskingClient }) =>
  policyUrl === undefined && termsUrl === undefined ? null : (
    <p className="mt-5 flex flex-wrap justify-center gap-x-6 gap-y-2 text-sm">
      {policyUrl !== undefined && (
        <a href={policyUrl} rel="noreferrer" className={LINK}>
          {messages.privacy} <bdi dir="ltr">({new URL(policyUrl).host})</bdi>
        </a>
      )}
      {termsUrl !== undefined && (
        <a href={termsUrl} rel="noreferrer" className={LINK}>
          {messages.terms} <bdi dir="ltr">({new URL(termsUrl).host})</bdi>
        </a>
      )}
    </p>
  );
