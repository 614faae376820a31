import { SubmitButton } from '../forms/button.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import type { Surroundings } from '../frame/frame.tsx';
import { isolate } from '../frame/isolate.ts';

interface ProviderButtonsProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  readonly providers: readonly { readonly id: string; readonly name: string }[];
}

/** A button for each provider that people may sign in at; nothing where there is none. */
export const ProviderButtons = ({ surroundings, form, providers }: ProviderButtonsProps) => {
  const { upstream } = surroundings.language.messages;
  if (providers.length === 0) return null;
  return (
    <div id="login-providers" className="mt-4">
      <div className="mb-4 flex items-center gap-4 text-muted text-sm" aria-hidden="true">
        <span className="flex-1 border-line border-t" />
        {upstream.or}
        <span className="flex-1 border-line border-t" />
      </div>
      <Form target={form} className="flex flex-col gap-3">
        {providers.map(({ id, name }) => (
          <SubmitButton key={id} id={`login-provider-${id}`} look="secondary" name="provider" value={id}>
            {upstream.continueWith(isolate(name))}
          </SubmitButton>
        ))}
      </Form>
    </div>
  );
};
