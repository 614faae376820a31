import type { ReactNode } from 'react';
import { FormProof, type FormTarget } from '../forms/form.tsx';
import { Warning } from '../frame/icons.tsx';

/** What the script asks the browser for, and what comes back with the answer. */
export interface ShownCeremony {
  readonly options: object;
  readonly box: string;
}

interface PasskeyFormProps {
  readonly id: string;
  readonly target: FormTarget;
  readonly kind: 'get' | 'create';
  readonly ceremony: ShownCeremony;
  /** Whether the passkey is also offered in the field of the user name. */
  readonly autofill?: boolean;
  /** What is said where the browser has given no answer. */
  readonly failed: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A form that the script of passkeys fills in. It is hidden until the script shows it. */
export const PasskeyForm = ({
  id,
  target,
  kind,
  ceremony,
  autofill,
  failed,
  className,
  children,
}: PasskeyFormProps) => (
  <form
    id={id}
    method="post"
    action={target.action}
    hidden
    className={className}
    data-passkey={kind}
    data-options={JSON.stringify(ceremony.options)}
    data-autofill={autofill ? '' : undefined}
  >
    <FormProof target={target} />
    <input type="hidden" name="challenge" value={ceremony.box} />
    <input type="hidden" name="answer" />
    {children}
    <p hidden data-failure role="alert" className="mt-3 flex gap-2 text-danger text-sm leading-relaxed">
      <Warning className="mt-0.5 size-5 shrink-0" />
      <span>{failed}</span>
    </p>
  </form>
);
