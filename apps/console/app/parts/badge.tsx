import type { ReactNode } from 'react';

const tones = {
  good: 'bg-tint text-accent',
  plain: 'border border-line text-muted',
  notice: 'bg-notice-tint text-notice',
  danger: 'bg-danger-tint text-danger',
} as const;

export type Tone = keyof typeof tones;

export const Badge = ({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) => (
  <span
    className={`inline-flex items-center whitespace-nowrap rounded-lg px-2 py-0.5 font-medium text-xs ${tones[tone]}`}
  >
    {children}
  </span>
);
