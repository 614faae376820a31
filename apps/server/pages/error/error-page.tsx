import type { WayBack } from '../flow/way-back.ts';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { isolate } from '../frame/isolate.ts';
import type { ErrorKind } from '../languages/messages.ts';

export interface ErrorPageProps {
  readonly surroundings: Surroundings;
  readonly kind: ErrorKind;
  readonly requestId: string;
  /** The application that the person was on the way to, where it can be told. */
  readonly back?: WayBack | undefined;
}

const LINK = 'inline-flex min-h-6 items-center text-accent underline underline-offset-4 hover:text-accent-strong';

/** What happened and what to do, in fixed words: nothing of the request is repeated here (S102). */
export const ErrorPage = ({ surroundings, kind, requestId, back }: ErrorPageProps) => {
  const { error } = surroundings.language.messages;
  const { title, text } = error.kinds[kind];
  return (
    <Frame {...surroundings} title={title}>
      <div id="error" data-error={kind}>
        <Heading title={title} text={text} />
      </div>
      {back !== undefined && (
        <p className="mb-5">
          <a id="error-return" href={back.url} rel="noreferrer" className={LINK}>
            {error.returnTo(isolate(back.application))}
          </a>
        </p>
      )}
      <div className="rounded-2xl bg-tint p-4 text-sm leading-relaxed">
        <p className="font-medium">{error.requestId}</p>
        <code id="request-id" dir="ltr" className="font-mono text-[0.8125rem] select-all wrap-anywhere">
          {requestId}
        </code>
        <p className="text-muted">{error.requestIdHelp}</p>
      </div>
    </Frame>
  );
};
