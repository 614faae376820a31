import type { ReactNode } from 'react';
import { BUTTON, looks } from './button.tsx';

interface LinkButtonProps {
  readonly id: string;
  readonly look: keyof typeof looks;
  readonly href: string;
  readonly children: ReactNode;
}

/** Leads somewhere, and looks like what is done there. */
export const LinkButton = ({ id, look, href, children }: LinkButtonProps) => (
  <a id={id} href={href} className={`${BUTTON} sm:w-auto sm:self-start ${looks[look]}`}>
    {children}
  </a>
);
