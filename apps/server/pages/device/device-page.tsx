import { SubmitButton } from '../forms/button.tsx';
import { Form, type FormTarget } from '../forms/form.tsx';
import { Frame, type Surroundings } from '../frame/frame.tsx';
import { Heading } from '../frame/heading.tsx';
import { Notice } from '../frame/notice.tsx';

const MAX_TYPED_CHARS = 64;
const PROBLEM = 'device-error';

export interface DevicePageProps {
  readonly surroundings: Surroundings;
  readonly form: FormTarget;
  /** What the field begins with. */
  readonly typed: string | undefined;
  /** The code came with the address: the person is to compare it. */
  readonly prefilled: boolean;
  readonly problem?: { readonly kind: 'unknown' } | { readonly kind: 'too_many'; readonly wait: string };
}

/** Asks for the code that a device shows (RFC 8628 §3.3). */
export const DevicePage = ({ surroundings, form, typed, prefilled, problem }: DevicePageProps) => {
  const { device } = surroundings.language.messages;
  const errorId = problem === undefined ? undefined : PROBLEM;
  return (
    <Frame {...surroundings} title={device.title}>
      <Heading title={device.title} text={prefilled ? device.compare : device.text} />
      {problem?.kind === 'unknown' && (
        <Notice id={PROBLEM} kind="danger">
          <p className="font-medium">{device.unknown}</p>
          <p>{device.unknownHelp}</p>
        </Notice>
      )}
      {problem?.kind === 'too_many' && (
        <Notice id={PROBLEM} kind="danger">
          <p className="font-medium">{device.tooMany(problem.wait)}</p>
        </Notice>
      )}
      {problem === undefined && (
        <Notice id="device-warning" kind="notice">
          <p>{device.warning}</p>
        </Notice>
      )}
      <Form target={form} className="flex flex-col gap-5">
        <div className="flex flex-col gap-2">
          <label htmlFor="user_code" className="font-medium text-sm">
            {device.code}
          </label>
          <input
            id="user_code"
            name="user_code"
            type="text"
            required
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={MAX_TYPED_CHARS}
            defaultValue={typed}
            placeholder="XXXX-XXXX"
            aria-invalid={errorId === undefined ? undefined : true}
            aria-describedby={errorId}
            // biome-ignore lint/a11y/noAutofocus: the page has one task, which begins in this field
            autoFocus
            dir="ltr"
            className="min-h-14 w-full rounded-xl border border-control bg-card px-4 py-2 text-center font-mono text-xl uppercase tracking-widest placeholder:text-muted aria-invalid:border-danger"
          />
        </div>
        <SubmitButton id="device-submit" look="primary">
          {device.submit}
        </SubmitButton>
      </Form>
    </Frame>
  );
};
