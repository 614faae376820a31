import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';

export interface LogoutFramesPageProps {
  readonly surroundings: Surroundings;
  /** Pages of applications, which end the sessions there. */
  readonly frames: readonly string[];
  /** Where the person goes then. */
  readonly target: string;
  readonly nonce: string;
}

/** The browser may go on as soon as all frames have loaded, and waits for none of them longer than this. */
const LONGEST_WAIT_MS = 4000;
const GO_ON = `const go = () => location.replace(document.getElementById('logout-continue').href);
addEventListener('load', go);
setTimeout(go, ${LONGEST_WAIT_MS});`;

const LINK = 'inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-strong';

/** Lets applications end their own sessions, and goes on (OpenID Connect Front-Channel Logout §2). */
export const LogoutFramesPage = ({ surroundings, frames, target, nonce }: LogoutFramesPageProps) => {
  const { leaving } = surroundings.language.messages.logout;
  return (
    <Frame {...surroundings} title={leaving.title}>
      <div id="logout-leaving">
        <Heading title={leaving.title} text={leaving.text} />
      </div>
      <p>
        <a id="logout-continue" href={target} className={LINK}>
          {leaving.goOn}
        </a>
      </p>
      {/* They may do what ends a session, and not lead the whole page elsewhere */}
      {frames.map((url) => (
        <iframe
          key={url}
          src={url}
          title={new URL(url).host}
          className="hidden"
          sandbox="allow-forms allow-same-origin allow-scripts"
          referrerPolicy="no-referrer"
        />
      ))}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, which React would otherwise escape */}
      <script nonce={nonce} dangerouslySetInnerHTML={{ __html: GO_ON }} />
    </Frame>
  );
};
