import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type ButtonLook, buttonClass } from './button.tsx';

interface LinkButtonProps {
  readonly id?: string;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly look?: ButtonLook;
  readonly children: ReactNode;
}

/** Leads to another page, and looks like a button. */
export const LinkButton = ({ id, to, search = {}, look = 'main', children }: LinkButtonProps) => (
  <Link id={id} to={to} search={search} className={buttonClass(look)}>
    {children}
  </Link>
);
