import type { ReactNode } from 'react';

/** What ties a form to its flow, where it has one, and to the browser it was shown to. */
export interface FormTarget {
  readonly action: string;
  readonly flowId?: string | undefined;
  /** The account that a form of no flow is for, where it is for one. */
  readonly accountId?: string | undefined;
  readonly token: string;
}

interface FormProps {
  readonly target: FormTarget;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What proves a form ours: the first fields of each. */
export const FormProof = ({ target }: Pick<FormProps, 'target'>) => (
  <>
    {target.flowId !== undefined && <input type="hidden" name="flow" value={target.flowId} />}
    {target.accountId !== undefined && <input type="hidden" name="person" value={target.accountId} />}
    <input type="hidden" name="token" value={target.token} />
  </>
);

export const Form = ({ target, className, children }: FormProps) => (
  <form method="post" action={target.action} className={className}>
    <FormProof target={target} />
    {children}
  </form>
);
