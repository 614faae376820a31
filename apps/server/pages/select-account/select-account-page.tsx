import { SubmitButton } from '../forms/button.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import { Avatar } from '../frame/avatar.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { Chevron, Plus } from '../frame/icons.tsx';
import { isolate } from '../frame/isolate.ts';
import type { ShownPerson } from '../frame/person.tsx';

export interface SelectAccountPageProps {
  readonly surroundings: Surroundings;
  readonly application: string;
  readonly people: readonly ShownPerson[];
  readonly form: FormTarget;
  readonly cancel: FormTarget;
  /** Where somebody else signs in. */
  readonly otherUrl: string;
}

const ROW = 'flex min-h-16 w-full cursor-pointer items-center gap-4 rounded-2xl px-3 py-2.5 text-start hover:bg-tint';

export const SelectAccountPage = (props: SelectAccountPageProps) => {
  const { surroundings, people, form, cancel, otherUrl } = props;
  const { selectAccount, ...messages } = surroundings.language.messages;
  const application = isolate(props.application);
  return (
    <Frame {...surroundings} title={selectAccount.title}>
      <Heading title={selectAccount.title} text={selectAccount.toContinue(application)} />
      <Form target={form} className="-mx-3">
        <ul className="flex flex-col gap-1">
          {people.map(({ sessionId, name, login }, index) => (
            <li key={sessionId}>
              <button type="submit" id={`account-${index + 1}`} name="session" value={sessionId} className={ROW}>
                <Avatar name={name} />
                <span className="flex min-w-0 flex-1 flex-col">
                  <bdi className="truncate font-medium">{name}</bdi>
                  {login !== undefined && <bdi className="truncate text-muted text-sm">{login}</bdi>}
                </span>
                <Chevron className="size-5 shrink-0 text-muted rtl:-scale-x-100" />
              </button>
            </li>
          ))}
          <li>
            <a id="account-other" href={otherUrl} className={ROW}>
              <span className="flex size-11 shrink-0 items-center justify-center rounded-full border border-control">
                <Plus className="size-5" />
              </span>
              <span className="min-w-0 flex-1 font-medium">{selectAccount.other}</span>
            </a>
          </li>
        </ul>
      </Form>
      <Form target={cancel} className="mt-4 border-line border-t pt-4">
        <SubmitButton id="select-cancel" look="quiet">
          {messages.cancel(application)}
        </SubmitButton>
      </Form>
    </Frame>
  );
};
