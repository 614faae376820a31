import type { ReactNode } from 'react';
import { Check, Warning } from './icons.tsx';

const looks = {
  danger: 'bg-danger-tint text-danger',
  notice: 'bg-notice-tint text-notice',
  done: 'bg-tint text-accent',
} as const;

/** What went wrong is announced by screen readers, and so is, in its time, what is done. */
const roles = { danger: 'alert', notice: undefined, done: 'status' } as const;

interface NoticeProps {
  readonly id: string;
  readonly kind: keyof typeof looks;
  readonly children: ReactNode;
}

/** Something the person should read first. */
export const Notice = ({ id, kind, children }: NoticeProps) => (
  <div id={id} role={roles[kind]} className={`mb-6 flex gap-3 rounded-2xl p-4 text-sm leading-relaxed ${looks[kind]}`}>
    {kind === 'done' ? <Check className="mt-0.5 size-5 shrink-0" /> : <Warning className="mt-0.5 size-5 shrink-0" />}
    <div className="min-w-0 wrap-anywhere">{children}</div>
  </div>
);
