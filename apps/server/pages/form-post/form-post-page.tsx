import { SubmitButton } from '../forms/button.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { isolate } from '../frame/isolate.ts';

export interface FormPostPageProps {
  readonly surroundings: Surroundings;
  /** What the person calls the place they return to. */
  readonly application: string;
  readonly action: string;
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly nonce: string;
}

const SEND = 'document.forms[0].submit()';

/** Sends the answer in a form (OAuth 2.0 Form Post Response Mode §2): by itself, or by the button where scripts are off. */
export const FormPostPage = ({ surroundings, application, action, parameters, nonce }: FormPostPageProps) => {
  const { formPost } = surroundings.language.messages;
  return (
    <Frame {...surroundings} title={formPost.title}>
      <Heading title={formPost.title} text={formPost.text(isolate(application))} />
      <form method="post" action={action}>
        {parameters.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <SubmitButton id="form-post-submit" look="primary">
          {formPost.submit}
        </SubmitButton>
      </form>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant, which React would otherwise escape */}
      <script nonce={nonce} dangerouslySetInnerHTML={{ __html: SEND }} />
    </Frame>
  );
};
