import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';

interface PageHeadProps {
  readonly title: string;
  readonly text?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  readonly children?: ReactNode;
}

/** The heading of a page, with what can be done there. */
export const PageHead = ({ title, text, back, children }: PageHeadProps) => {
  useEffect(() => {
    document.title = `${title} – Cardea console`;
  }, [title]);
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
      <div className="min-w-0">
        {back !== undefined && (
          <Link to={back.to} className="inline-flex min-h-8 items-center text-accent text-sm hover:underline">
            ← {back.label}
          </Link>
        )}
        <h1 className="wrap-anywhere font-semibold text-2xl tracking-tight">{title}</h1>
        {text !== undefined && <p className="mt-1 max-w-prose text-muted text-sm">{text}</p>}
      </div>
      {children !== undefined && <div className="flex flex-wrap gap-2">{children}</div>}
    </div>
  );
};
