import type { Account } from '@cardea/core';
import { SubmitButton } from '../../forms/button.tsx';
import { Form, type FormTarget } from '../../forms/form.tsx';
import type { Surroundings } from '../../frame/frame.tsx';
import { Notice } from '../../frame/notice.tsx';
import type { ProfileGroup } from '../../languages/account/messages.ts';
import { languages } from '../../languages/languages.ts';
import { Card } from '../frame/card.tsx';
import { TextField } from '../frame/text-field.tsx';
import { EmailCard } from './email-card.tsx';
import { type ProfileValues, profileFields } from './profile-fields.ts';
import { SignInNames } from './sign-in-names.tsx';

export interface ProfileContentProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  readonly account: Account;
  readonly values: ProfileValues;
  /** Claims that are wrong, by their names. */
  readonly faults?: readonly string[];
  /** Whether somebody changed the account while the form was open. */
  readonly hasChanged?: boolean;
  /** What stands in the form for another address; absent where no mail can be sent. */
  readonly email: { readonly typed?: string | undefined; readonly problem?: string | undefined } | undefined;
}

const GROUPS: readonly ProfileGroup[] = ['name', 'about', 'place', 'phone', 'address'];

const Choices = ({ id, values }: { readonly id: string; readonly values: readonly string[] }) => (
  <datalist id={id}>
    {values.map((value) => (
      <option key={value} value={value} />
    ))}
  </datalist>
);

/** What a person tells of themselves. */
export const ProfileContent = (props: ProfileContentProps) => {
  const { surroundings, form, account, values, faults = [], hasChanged = false, email } = props;
  const words = surroundings.language.messages.account.profile;
  const isFaulty = (name: string, group: ProfileGroup) =>
    faults.includes(group === 'address' ? 'address' : name) && (group !== 'address' || name === 'street_address');
  return (
    <>
      {faults.length > 0 && (
        <Notice id="profile-error" kind="danger">
          <p>{words.faults}</p>
        </Notice>
      )}
      {hasChanged && (
        <Notice id="profile-changed" kind="danger">
          <p>{words.conflict}</p>
        </Notice>
      )}
      <SignInNames surroundings={surroundings} account={account} />
      {email !== undefined && <EmailCard surroundings={surroundings} form={form} account={account} {...email} />}
      <Form target={form}>
        <input type="hidden" name="version" value={account.version} />
        {GROUPS.map((group) => (
          <Card key={group} title={words.groups[group]}>
            <div className="grid gap-5 sm:grid-cols-2">
              {profileFields
                .filter((field) => field.group === group)
                .map(({ name, autoComplete, type, hint, choices }) => (
                  <TextField
                    key={name}
                    id={`profile-${name}`}
                    name={name}
                    type={type ?? 'text'}
                    label={words.fields[name]}
                    autoComplete={autoComplete}
                    value={values[name]}
                    hint={hint === undefined ? undefined : words.hints[hint]}
                    fault={isFaulty(name, group) ? words.fault : undefined}
                    list={choices}
                  />
                ))}
            </div>
          </Card>
        ))}
        <Choices id="locales" values={languages.map(({ tag }) => tag)} />
        <Choices id="zones" values={Intl.supportedValuesOf('timeZone')} />
        <p className="mb-5 px-1 text-muted text-sm leading-relaxed">{words.voluntary}</p>
        <SubmitButton id="profile-save" look="primary" name="do" value="save" narrow>
          {words.submit}
        </SubmitButton>
      </Form>
    </>
  );
};
