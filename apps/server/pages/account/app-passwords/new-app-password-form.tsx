import type { AppPasswordFault, Scope } from '@cardea/core';
import { scopesInWords } from '../../consent/scope-words.ts';
import { SubmitButton } from '../../forms/button.tsx';
import { Form, type FormTarget } from '../../forms/form.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { Notice } from '../../frame/notice.tsx';
import { Card } from '../frame/card.tsx';
import { lengthInWords } from '../frame/moment.tsx';
import { TextField } from '../frame/text-field.tsx';

/** The field of a scope: one name for each, for a name comes once. */
export const scopeField = (scope: string): string => `scope:${scope}`;

export const NEVER = 'never';

interface NewAppPasswordProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  readonly offered: readonly Scope[];
  /** Lifetimes to choose from, in seconds; undefined for one that does not end. */
  readonly lifetimes: readonly (number | undefined)[];
  readonly usualSeconds: number;
  /** What was typed and chosen before it was refused. */
  readonly typed?: { readonly name: string; readonly scopes: readonly string[]; readonly ttl: string } | undefined;
  readonly fault?: AppPasswordFault | undefined;
}

/** A form for one more. */
export const NewAppPasswordForm = (props: NewAppPasswordProps) => {
  const { surroundings, form, offered, lifetimes, usualSeconds, typed, fault } = props;
  const { messages, tag } = surroundings.language;
  const words = messages.account.appPasswords;
  const scopes = scopesInWords(
    { scopes: offered.map(({ name }) => name), fresh: [] },
    { messages, registered: offered },
  );
  return (
    <Card id="app-password-new" title={words.title} text={words.text}>
      {fault !== undefined && (
        <Notice id="app-password-fault" kind="danger">
          <p>{words.faults[fault]}</p>
        </Notice>
      )}
      <Form target={form} className="flex max-w-md flex-col gap-5">
        <TextField
          id="app-password-name"
          name="name"
          type="text"
          label={words.name}
          hint={words.nameHint}
          autoComplete="off"
          maxLength={100}
          value={typed?.name}
          required
        />
        {scopes.length > 0 && (
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-medium text-sm">{words.scopes}</legend>
            {scopes.map((scope) => (
              <label
                key={scope.name}
                className="flex min-h-12 cursor-pointer items-center gap-3 text-sm leading-relaxed"
              >
                <input
                  type="checkbox"
                  name={scopeField(scope.name)}
                  value="yes"
                  defaultChecked={typed?.scopes.includes(scope.name)}
                  className="size-6 shrink-0 accent-accent"
                />
                <bdi className="min-w-0 wrap-anywhere">{scope.words}</bdi>
              </label>
            ))}
          </fieldset>
        )}
        <div className="flex flex-col gap-2">
          <label htmlFor="app-password-ttl" className="font-medium text-sm">
            {words.lifetime}
          </label>
          <select
            id="app-password-ttl"
            name="ttl"
            defaultValue={typed?.ttl ?? String(usualSeconds)}
            className="min-h-12 w-full rounded-xl border border-control bg-card px-4 py-2 text-base"
          >
            {lifetimes.map((seconds) => (
              <option key={seconds ?? NEVER} value={seconds ?? NEVER}>
                {seconds === undefined ? words.never : lengthInWords(seconds, tag)}
              </option>
            ))}
          </select>
        </div>
        <SubmitButton id="app-password-make" look="primary" name="do" value="make" narrow>
          {words.make}
        </SubmitButton>
      </Form>
    </Card>
  );
};
