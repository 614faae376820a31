import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';

/** The same whoever was named: nothing of the request is repeated here. */
export const SentPage = ({ surroundings }: { readonly surroundings: Surroundings }) => {
  const { sent } = surroundings.language.messages.byMail;
  return (
    <Frame {...surroundings} title={sent.title}>
      <div id="mail-sent">
        <Heading title={sent.title} text={sent.text} />
      </div>
      <p className="text-muted text-sm leading-relaxed">{sent.help}</p>
    </Frame>
  );
};
