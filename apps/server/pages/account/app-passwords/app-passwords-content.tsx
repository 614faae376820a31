import type { OwnAppPassword, Scope } from '@cardea/core';
import { scopesInWords } from '../../consent/scope-words.ts';
import { SubmitButton } from '../../forms/button.tsx';
import { Form, type FormTarget } from '../../forms/form.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { isolate } from '../../frame/isolate.ts';
import { Card } from '../frame/card.tsx';
import { agoInWords, dateInWords, Moment } from '../frame/moment.tsx';

export interface AppPasswordsProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  readonly appPasswords: readonly OwnAppPassword[];
  /** What they may be for, with the words of the operator. */
  readonly offered: readonly Scope[];
  readonly now: number;
}

type AppPasswordProps = Omit<AppPasswordsProps, 'appPasswords'> & {
  readonly appPassword: OwnAppPassword;
  readonly index: number;
};

const AppPassword = ({ surroundings, form, appPassword, offered, now, index }: AppPasswordProps) => {
  const { tag, messages } = surroundings.language;
  const words = messages.account.appPasswords;
  const { id, name, scopes, createdAt, expiresAt, lastUsedAt } = appPassword;
  const shown = scopesInWords({ scopes, fresh: [] }, { messages, registered: offered });
  return (
    <Card id={`app-password-${index}`}>
      <h2 className="font-semibold text-lg tracking-tight wrap-anywhere">
        <bdi>{name}</bdi>
      </h2>
      <p className="text-muted text-sm leading-relaxed">
        <Moment at={createdAt}>{words.since(dateInWords(createdAt, tag))}</Moment>
        {' · '}
        {expiresAt === undefined ? (
          words.never
        ) : (
          <Moment at={expiresAt}>{words.until(dateInWords(expiresAt, tag))}</Moment>
        )}
        {' · '}
        {lastUsedAt === undefined ? (
          words.unused
        ) : (
          <Moment at={lastUsedAt}>{words.lastUsed(agoInWords(lastUsedAt, now, tag))}</Moment>
        )}
      </p>
      {shown.length > 0 && (
        <ul className="mt-3 list-disc ps-5 text-sm leading-relaxed" aria-label={messages.account.applications.may}>
          {shown.map((scope) => (
            <li key={scope.name} data-scope={scope.name} className="wrap-anywhere">
              <bdi>{scope.words}</bdi>
            </li>
          ))}
        </ul>
      )}
      <Form target={form} className="mt-5">
        <input type="hidden" name="app_password" value={id} />
        <SubmitButton
          id={`app-password-remove-${index}`}
          look="danger"
          name="do"
          value="remove"
          label={words.removeOf(isolate(name))}
          narrow
        >
          {words.remove}
        </SubmitButton>
      </Form>
    </Card>
  );
};

/** The app passwords that a person has. */
export const AppPasswordList = ({ appPasswords, ...rest }: AppPasswordsProps) => {
  const words = rest.surroundings.language.messages.account.appPasswords;
  return (
    <div id="app-passwords">
      {appPasswords.map((appPassword, index) => (
        <AppPassword key={appPassword.id} appPassword={appPassword} index={index + 1} {...rest} />
      ))}
      <p className="max-w-prose px-1 text-muted text-sm leading-relaxed">{words.help}</p>
    </div>
  );
};
