import { LinkButton } from '../forms/link-button.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { isolate } from '../frame/isolate.ts';

export interface OnwardPageProps {
  readonly surroundings: Surroundings;
  /** What the person calls the place they return to. */
  readonly application: string;
  readonly url: string;
}

/** A moment on the way back to the application: the browser goes on by itself, or by the button. */
export const OnwardPage = ({ surroundings, application, url }: OnwardPageProps) => {
  const { formPost } = surroundings.language.messages;
  return (
    <Frame {...surroundings} title={formPost.title}>
      <Heading title={formPost.title} text={formPost.text(isolate(application))} />
      <LinkButton id="onward" look="primary" href={url}>
        {formPost.submit}
      </LinkButton>
    </Frame>
  );
};
