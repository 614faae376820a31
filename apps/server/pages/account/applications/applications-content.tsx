import type { OwnApplication, Scope } from '@cardea/core';
import { scopesInWords } from '../../consent/scope-words.ts';
import { SubmitButton } from '../../forms/button.tsx';
import { Form, type FormTarget } from '../../forms/form.tsx';
import { Avatar } from '../../frame/avatar.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { Check } from '../../frame/icons.tsx';
import { isolate } from '../../frame/isolate.ts';
import { Card } from '../frame/card.tsx';
import { agoInWords, dateInWords, Moment } from '../frame/moment.tsx';

interface ApplicationsContentProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  readonly applications: readonly OwnApplication[];
  /** Scopes with the words of the operator. */
  readonly registered: readonly Scope[];
  readonly now: number;
}

type ApplicationProps = Omit<ApplicationsContentProps, 'applications'> & {
  readonly application: OwnApplication;
  readonly index: number;
};

const LINK = 'inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-strong';

const Application = ({ surroundings, form, application, registered, now, index }: ApplicationProps) => {
  const { tag, messages } = surroundings.language;
  const { applications } = messages.account;
  const { clientId, name, websiteUri, scopes, since, lastUsedAt } = application;
  const words = scopesInWords({ scopes, fresh: [] }, { messages, registered });
  return (
    <Card>
      <div className="flex items-center gap-4">
        <Avatar name={name} />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-lg tracking-tight wrap-anywhere">
            <bdi>{name}</bdi>
          </h2>
          <p className="text-muted text-sm leading-relaxed">
            <Moment at={since}>{applications.since(dateInWords(since, tag))}</Moment>
            {lastUsedAt !== undefined && (
              <>
                {' · '}
                <Moment at={lastUsedAt}>{applications.lastUsed(agoInWords(lastUsedAt, now, tag))}</Moment>
              </>
            )}
          </p>
        </div>
      </div>
      {words.length > 0 && (
        <>
          <h3 className="mt-5 mb-3 font-medium text-muted text-sm">{applications.may}</h3>
          <ul className="flex flex-col gap-2.5 text-sm leading-relaxed">
            {words.map((scope) => (
              <li key={scope.name} data-scope={scope.name} className="flex gap-3">
                <Check className="mt-0.5 size-5 shrink-0 text-accent" />
                <bdi className="min-w-0 wrap-anywhere">{scope.words}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="mt-6 flex flex-col gap-4 sm:flex-row sm:items-center">
        <Form target={form}>
          <input type="hidden" name="application" value={clientId} />
          <SubmitButton
            id={`application-revoke-${index}`}
            look="danger"
            name="do"
            value="revoke"
            label={applications.revokeOf(isolate(name))}
            narrow
          >
            {applications.revoke}
          </SubmitButton>
        </Form>
        {websiteUri !== undefined && (
          <a href={websiteUri} rel="noreferrer" className={`${LINK} self-center text-sm`}>
            {applications.visit}
          </a>
        )}
      </div>
    </Card>
  );
};

/** What a person has allowed. */
export const ApplicationsContent = ({ applications, ...rest }: ApplicationsContentProps) => {
  const words = rest.surroundings.language.messages.account.applications;
  if (applications.length === 0)
    return (
      <div id="applications-none">
        <Card text={words.none} />
      </div>
    );
  return (
    <div id="applications">
      {applications.map((application, index) => (
        <Application key={application.clientId} application={application} index={index + 1} {...rest} />
      ))}
      <p className="max-w-prose px-1 text-muted text-sm leading-relaxed">{words.help}</p>
    </div>
  );
};
