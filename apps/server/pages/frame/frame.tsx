import type { ReactNode } from 'react';
import { BrandLinks, hasLinks } from './brand-links.tsx';
import { BrandMark } from './brand-mark.tsx';
import { Document, type DocumentProps, type PageScript } from './document.tsx';

/** What every page is drawn with. */
export type Surroundings = Omit<DocumentProps, 'title' | 'script' | 'secretAddress' | 'className' | 'children'>;

interface FrameProps extends Surroundings {
  readonly title: string;
  readonly script?: PageScript | undefined;
  readonly secretAddress?: boolean;
  readonly children: ReactNode;
}

/** A page: the brand, one card, and the host that it comes from where the brand does not say it. */
export const Frame = ({ title, children, ...surroundings }: FrameProps) => {
  const { brand } = surroundings;
  const showsHost = brand.host !== brand.name;
  return (
    <Document
      {...surroundings}
      title={title}
      className="flex min-h-dvh flex-col bg-card font-sans text-ink antialiased sm:bg-paper"
    >
      <div className="mx-auto flex w-full max-w-[27rem] flex-1 flex-col px-6 py-8 sm:justify-center sm:px-0 sm:pt-12 sm:pb-20">
        <header className="mb-10 flex items-center gap-3 sm:mb-6 sm:justify-center">
          <BrandMark surroundings={surroundings} />
        </header>
        <main className="flex flex-col sm:rounded-3xl sm:border sm:border-line sm:bg-card sm:p-9 sm:shadow-sm">
          {children}
        </main>
        {(showsHost || hasLinks(brand)) && (
          <footer className="mt-auto flex flex-col gap-2 pt-10 text-center text-muted text-sm wrap-anywhere sm:mt-0 sm:pt-6">
            {showsHost && <span dir="ltr">{brand.host}</span>}
            <BrandLinks surroundings={surroundings} />
          </footer>
        )}
      </div>
    </Document>
  );
};
