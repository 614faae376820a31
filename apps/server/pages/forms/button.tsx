import type { ReactNode } from 'react';

export const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border border-control text-ink hover:bg-tint',
  quiet: 'text-muted underline-offset-4 hover:text-ink hover:underline',
  danger: 'border border-danger text-danger hover:bg-danger-tint',
} as const;

interface ButtonProps {
  readonly id: string;
  readonly look: keyof typeof looks;
  /** What the form says where it was sent by this button. */
  readonly name?: string;
  readonly value?: string;
  /** Says more to who cannot see what stands around it. */
  readonly label?: string;
  /** As wide as its text, on a screen that has the room. */
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

export const BUTTON =
  'flex min-h-12 w-full cursor-pointer items-center justify-center rounded-xl px-5 py-2.5 text-center font-medium text-base transition-colors wrap-anywhere motion-reduce:transition-none';

/** Sends the form it stands in. 48 px high: easy to hit (WCAG 2.2 §2.5.8). */
export const SubmitButton = ({ id, look, name, value, label, narrow = false, children }: ButtonProps) => (
  <button
    type="submit"
    id={id}
    name={name}
    value={value}
    aria-label={label}
    className={`${BUTTON} ${narrow ? 'sm:w-auto' : ''} ${looks[look]}`}
  >
    {children}
  </button>
);
