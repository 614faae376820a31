import type { ButtonHTMLAttributes } from 'react';

const looks = {
  main: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-control bg-card text-ink hover:bg-tint',
  danger: 'border border-danger bg-card text-danger hover:bg-danger-tint',
  quiet: 'text-accent hover:bg-tint',
} as const;

export type ButtonLook = keyof typeof looks;

const SHAPE =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-xl px-4 py-2 text-sm font-medium disabled:opacity-60';

export const buttonClass = (look: ButtonLook): string => `${SHAPE} ${looks[look]}`;

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: ButtonLook;
  /** What it does is under way: it does it once. */
  readonly busy?: boolean;
};

export const Button = ({ look = 'plain', busy = false, disabled, className = '', ...others }: ButtonProps) => (
  <button
    type="button"
    {...others}
    disabled={disabled === true || busy}
    aria-busy={busy}
    className={`${buttonClass(look)} ${className}`}
  />
);
