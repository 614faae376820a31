import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { Person, type ShownPerson } from '../frame/person.tsx';

export interface LogoutDonePageProps {
  readonly surroundings: Surroundings;
  /** Whether somebody was signed out, or nothing was changed. */
  readonly outcome: 'signed_out' | 'stayed';
  /** Who is signed in on this browser now. */
  readonly people: readonly ShownPerson[];
  /** Where they sign out. */
  readonly logoutUrl: string;
}

const LINK = 'inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-strong';

/** What came of a sign-out, in fixed words: nothing of the request is repeated here. */
export const LogoutDonePage = ({ surroundings, outcome, people, logoutUrl }: LogoutDonePageProps) => {
  const { logout } = surroundings.language.messages;
  const { title, text } = outcome === 'signed_out' ? logout.done : logout.stayed;
  return (
    <Frame {...surroundings} title={title}>
      <div id={outcome === 'signed_out' ? 'signed-out' : 'still-signed-in'}>
        <Heading title={title} text={text} />
      </div>
      {people.length > 0 && (
        <section className="mb-5 rounded-2xl border border-line p-4">
          <h2 className="mb-3 font-medium text-muted text-sm">{logout.others}</h2>
          <ul id="logout-others" className="mb-3 flex flex-col gap-3">
            {people.map(({ sessionId, ...person }) => (
              <li key={sessionId} className="flex items-center gap-4">
                <Person {...person} />
              </li>
            ))}
          </ul>
          <a id="logout-again" href={logoutUrl} className={LINK}>
            {logout.confirm}
          </a>
        </section>
      )}
      {outcome === 'signed_out' && <p className="text-muted text-sm leading-relaxed">{logout.applications}</p>}
    </Frame>
  );
};
