import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { isolate } from '../frame/isolate.ts';
import { RecoveryCodes } from './recovery-codes.tsx';

export interface RecoveryCodesPageProps {
  readonly surroundings: Surroundings;
  readonly codes: readonly string[];
  readonly application: string;
  /** Where the flow goes on. */
  readonly nextUrl: string;
}

/** What a person keeps before they go on: shown once. */
export const RecoveryCodesPage = ({ surroundings, codes, application, nextUrl }: RecoveryCodesPageProps) => {
  const { recoveryCodes } = surroundings.language.messages;
  return (
    <Frame {...surroundings} title={recoveryCodes.title}>
      <Heading title={recoveryCodes.title} text={recoveryCodes.text} />
      <RecoveryCodes codes={codes} host={surroundings.brand.host} messages={recoveryCodes} />
      <a
        id="recovery-continue"
        href={nextUrl}
        className="mt-6 flex min-h-12 w-full items-center justify-center rounded-xl bg-accent px-5 py-2.5 text-center font-medium text-base text-on-accent hover:bg-accent-strong wrap-anywhere print:hidden"
      >
        {recoveryCodes.next(isolate(application))}
      </a>
    </Frame>
  );
};
