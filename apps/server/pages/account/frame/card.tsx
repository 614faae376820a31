import type { ReactNode } from 'react';

interface CardProps {
  readonly id?: string;
  readonly title?: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

/** One matter of a section. */
export const Card = ({ id, title, text, children }: CardProps) => (
  <section id={id} className="mb-5 rounded-3xl border border-line bg-card p-5 sm:p-7">
    {title !== undefined && <h2 className="font-semibold text-lg tracking-tight wrap-anywhere">{title}</h2>}
    {text !== undefined && (
      <p className={`text-muted text-sm leading-relaxed wrap-anywhere ${title === undefined ? '' : 'mt-1'}`}>{text}</p>
    )}
    {children !== undefined && (
      <div className={title === undefined && text === undefined ? undefined : 'mt-5'}>{children}</div>
    )}
  </section>
);

/** A heading of a page, with what it is for. */
export const SectionHeading = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <div className="mb-6">
    <h1 className="text-balance font-semibold text-2xl tracking-tight wrap-anywhere">{title}</h1>
    <p className="mt-1.5 max-w-prose text-muted leading-relaxed wrap-anywhere">{text}</p>
  </div>
);
