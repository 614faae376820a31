import { SubmitButton } from '../forms/button.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { Return } from '../frame/icons.tsx';
import { isolate } from '../frame/isolate.ts';
import { Person, type ShownPerson } from '../frame/person.tsx';

export interface LogoutPageProps {
  readonly surroundings: Surroundings;
  /** Who asks; undefined where that is not known. */
  readonly application: string | undefined;
  /** Those who may be meant: one, or several to choose from. */
  readonly people: readonly ShownPerson[];
  /** Where the person goes afterwards; undefined: nowhere. */
  readonly returnsTo: string | undefined;
  readonly form: FormTarget;
  /** What is believed of the request, for when the form comes back. */
  readonly request: readonly (readonly [name: string, value: string])[];
}

const ROW =
  'flex min-h-16 w-full cursor-pointer items-center gap-4 rounded-2xl border border-control px-3 py-2.5 text-start hover:bg-tint';

/** Asks whether a person wants to sign out, and who of several. */
export const LogoutPage = ({ surroundings, application, people, returnsTo, form, request }: LogoutPageProps) => {
  const { logout, consent } = surroundings.language.messages;
  const [only, another] = people;
  const single = another === undefined ? only : undefined;
  const asked = application === undefined ? undefined : logout.askedBy(isolate(application));
  const text = [asked, single === undefined ? logout.choose : undefined].filter(Boolean).join(' ');
  return (
    <Frame {...surroundings} title={logout.title}>
      <Heading title={logout.title} {...(text === '' ? {} : { text })} />
      <Form target={form} className="flex flex-col gap-3">
        {request.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {single !== undefined ? (
          <>
            <div id="logout-person" className="mb-4 flex items-center gap-4 rounded-2xl border border-line p-3">
              <span className="sr-only">{consent.signedInAs}</span>
              <Person name={single.name} login={single.login} />
            </div>
            <SubmitButton id="logout-confirm" look="primary" name="session" value={single.sessionId}>
              {logout.confirm}
            </SubmitButton>
          </>
        ) : (
          <>
            {people.map(({ sessionId, name, login }, index) => (
              <button
                key={sessionId}
                type="submit"
                id={`logout-${index + 1}`}
                name="session"
                value={sessionId}
                className={ROW}
              >
                <Person name={name} login={login} />
              </button>
            ))}
            <SubmitButton id="logout-confirm" look="primary" name="session" value="all">
              {logout.confirmAll}
            </SubmitButton>
          </>
        )}
        <SubmitButton id="logout-cancel" look="secondary" name="answer" value="stay">
          {logout.stay}
        </SubmitButton>
      </Form>
      {returnsTo !== undefined && (
        <p className="mt-5 flex gap-3 text-muted text-sm leading-relaxed">
          <Return className="mt-0.5 size-5 shrink-0 rtl:-scale-x-100" />
          <span className="min-w-0 wrap-anywhere">
            {logout.returnsTo}{' '}
            <bdi id="logout-returns-to" className="font-medium text-ink">
              {returnsTo}
            </bdi>
          </span>
        </p>
      )}
      <p className="mt-5 text-muted text-sm leading-relaxed">{logout.applications}</p>
    </Frame>
  );
};
