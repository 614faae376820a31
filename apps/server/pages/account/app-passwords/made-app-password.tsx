import type { Surroundings } from '../../frame/frame.tsx';
import { isolate } from '../../frame/isolate.ts';
import { Card } from '../frame/card.tsx';

interface MadeAppPasswordProps {
  readonly surroundings: Surroundings;
  readonly name: string;
  readonly text: string;
  /** What belongs beside it in the program. */
  readonly username: string;
}

/** A password just made: this once. One touch marks all of it, to be copied without a script. */
export const MadeAppPassword = ({ surroundings, name, text, username }: MadeAppPasswordProps) => {
  const { messages } = surroundings.language;
  const words = messages.account.appPasswords;
  return (
    <Card id="app-password-made" title={words.madeTitle(isolate(name))} text={words.madeText}>
      <dl className="flex flex-col gap-4 text-sm">
        <div>
          <dt className="font-medium">{messages.account.profile.signIn.username}</dt>
          <dd className="mt-1 select-all wrap-anywhere" dir="auto">
            {username}
          </dd>
        </div>
        <div>
          <dt className="font-medium">{words.password}</dt>
          <dd className="mt-1">
            <code
              id="app-password-text"
              dir="ltr"
              className="block select-all rounded-2xl bg-tint p-4 font-mono text-base wrap-anywhere print:bg-white print:text-black"
            >
              {text}
            </code>
          </dd>
        </div>
      </dl>
    </Card>
  );
};
