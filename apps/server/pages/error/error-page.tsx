import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import type { ErrorKind } from '../languages/messages.ts';

export interface ErrorPageProps {
  readonly surroundings: Surroundings;
  readonly kind: ErrorKind;
  readonly requestId: string;
}

/** What happened and what to do, in fixed words: nothing of the request is repeated here (S102). */
export const ErrorPage = ({ surroundings, kind, requestId }: ErrorPageProps) => {
  const { error } = surroundings.language.messages;
  const { title, text } = error.kinds[kind];
  return (
    <Frame {...surroundings} title={title}>
      <div id="error" data-error={kind}>
        <Heading title={title} text={text} />
      </div>
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
