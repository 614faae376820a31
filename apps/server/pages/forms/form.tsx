import type { ReactNode } from 'react';

/** What ties a form to its flow and to the browser it was shown to. */
export interface FormTarget {
  readonly action: string;
  readonly flowId: string;
  readonly token: string;
}

interface FormProps {
  readonly target: FormTarget;
  readonly className?: string;
  readonly children: ReactNode;
}

export const Form = ({ target, className, children }: FormProps) => (
  <form method="post" action={target.action} className={className}>
    <input type="hidden" name="flow" value={target.flowId} />
    <input type="hidden" name="token" value={target.token} />
    {children}
  </form>
);
