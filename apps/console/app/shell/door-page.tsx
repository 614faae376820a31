import type { ReactNode } from 'react';
import { Door } from './icons.tsx';

/** A page before the console: for whoever is not in it. */
export const DoorPage = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-5 py-12">
    <div className="rounded-2xl border border-line bg-card p-7 sm:p-9">
      <Door className="mb-5 size-10" />
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <div className="mt-3 flex flex-col items-start gap-4 text-muted text-sm leading-relaxed">{children}</div>
    </div>
  </main>
);
