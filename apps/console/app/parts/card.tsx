import type { ReactNode } from 'react';

interface CardProps {
  readonly id?: string;
  readonly title?: string;
  readonly text?: ReactNode;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

export const Card = ({ id, title, text, action, children }: CardProps) => (
  <section id={id} className="min-w-0 rounded-2xl border border-line bg-card p-5 sm:p-6">
    {title !== undefined && (
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-semibold tracking-tight">{title}</h2>
          {text !== undefined && <p className="mt-1 text-muted text-sm">{text}</p>}
        </div>
        {action}
      </div>
    )}
    {children}
  </section>
);

/** A place with nothing in it yet: what belongs there, and how it comes there. */
export const Empty = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div id="empty" className="rounded-2xl border border-line border-dashed bg-card px-6 py-10 text-center">
    <p className="font-semibold">{title}</p>
    <div className="mx-auto mt-2 flex max-w-prose flex-col items-center gap-4 text-muted text-sm">{children}</div>
  </div>
);
