import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';

export interface DeviceDonePageProps {
  readonly surroundings: Surroundings;
  readonly outcome: 'allowed' | 'denied';
}

/** What came of it, in fixed words: nothing of the request is repeated here. */
export const DeviceDonePage = ({ surroundings, outcome }: DeviceDonePageProps) => {
  const { title, text } = surroundings.language.messages.device[outcome];
  return (
    <Frame {...surroundings} title={title}>
      <div id={`device-${outcome}`}>
        <Heading title={title} text={text} />
      </div>
    </Frame>
  );
};
