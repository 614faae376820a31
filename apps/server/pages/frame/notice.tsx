import type { ReactNode } from 'react';
import { Warning } from './icons.tsx';

const looks = {
  danger: 'bg-danger-tint text-danger',
  notice: 'bg-notice-tint text-notice',
} as const;

interface NoticeProps {
  readonly id: string;
  readonly kind: keyof typeof looks;
  readonly children: ReactNode;
}

/** Something the person should read first. What went wrong is announced by screen readers. */
export const Notice = ({ id, kind, children }: NoticeProps) => (
  <div
    id={id}
    role={kind === 'danger' ? 'alert' : undefined}
    className={`mb-6 flex gap-3 rounded-2xl p-4 text-sm leading-relaxed ${looks[kind]}`}
  >
    <Warning className="mt-0.5 size-5 shrink-0" />
    <div className="min-w-0 wrap-anywhere">{children}</div>
  </div>
);
