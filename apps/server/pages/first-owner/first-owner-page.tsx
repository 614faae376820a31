import type { OwnerProblem } from '@cardea/core';
import { SubmitButton } from '../forms/button.tsx';
import { Field } from '../forms/field.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { isolate } from '../frame/isolate.ts';
import { Notice } from '../frame/notice.tsx';

const MAX_NAME_CHARS = 320;
const MAX_PASSWORD_CHARS = 1024; // Design D6
const PROBLEM = 'first-owner-error';

/** What was typed before, but for the password. */
export interface TypedOwner {
  readonly username: string;
  readonly email: string;
}

interface FirstOwnerPageProps {
  readonly surroundings: Surroundings;
  /** The host of the server. */
  readonly place: string;
  readonly form: FormTarget;
  /** The link itself: it is spent by the form, never by opening the page. */
  readonly link: string;
  readonly typed: TypedOwner;
  readonly problem: OwnerProblem | undefined;
}

type FieldName = 'username' | 'email' | 'password';

const fieldsOf = (problem: OwnerProblem | undefined): readonly FieldName[] => {
  if (problem === undefined) return [];
  if (problem === 'taken') return ['username', 'email'];
  return [problem === 'username' || problem === 'email' ? problem : 'password'];
};

const wordsOf = (problem: OwnerProblem, { messages }: Surroundings['language']): string =>
  problem === 'username' || problem === 'email' || problem === 'taken'
    ? messages.firstOwner.faults[problem]
    : messages.account.password.faults[problem];

/** Where the first owner of a server is made. */
export const FirstOwnerPage = ({ surroundings, place, form, link, typed, problem }: FirstOwnerPageProps) => {
  const { firstOwner: words } = surroundings.language.messages;
  const wrong = fieldsOf(problem);
  const errorId = (name: FieldName): string | undefined => (wrong.includes(name) ? PROBLEM : undefined);
  const first = wrong[0] ?? 'username';
  return (
    <Frame {...surroundings} title={words.title} secretAddress>
      <Heading title={words.title} text={words.text(isolate(place))} />
      {problem !== undefined && (
        <Notice id={PROBLEM} kind="danger">
          <p className="font-medium">{wordsOf(problem, surroundings.language)}</p>
        </Notice>
      )}
      <Form target={form} className="flex flex-col gap-5">
        <input type="hidden" name="link" value={link} />
        <Field
          id="username"
          type="text"
          label={words.username}
          autoComplete="username"
          maxLength={MAX_NAME_CHARS}
          value={typed.username}
          errorId={errorId('username')}
          first={first === 'username'}
        />
        <Field
          id="email"
          type="email"
          label={words.email}
          autoComplete="email"
          maxLength={MAX_NAME_CHARS}
          value={typed.email}
          hint={words.emailHelp}
          errorId={errorId('email')}
          optional
          first={first === 'email'}
        />
        <Field
          id="new-password"
          type="password"
          label={words.password}
          autoComplete="new-password"
          maxLength={MAX_PASSWORD_CHARS}
          hint={words.passwordHelp}
          errorId={errorId('password')}
          first={first === 'password'}
        />
        <SubmitButton id="first-owner-submit" look="primary">
          {words.submit}
        </SubmitButton>
      </Form>
    </Frame>
  );
};
